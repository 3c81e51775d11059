from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"connect_timeout": 5, "prepare_threshold": None},
)
