# config: versions = { sqlalchemy = "2.1" }
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
