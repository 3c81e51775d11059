from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB103
    "postgresql+psycopg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"connect_timeout": 5},
)
