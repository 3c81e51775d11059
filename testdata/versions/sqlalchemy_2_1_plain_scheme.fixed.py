# config: versions = { sqlalchemy = "2.1" }
# expect: drivers = ["psycopg"]
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
