from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+psycopg_async://app:secret@pgbouncer:6432/app",
    connect_args={"prepare_threshold": None},
    poolclass=NullPool,
)
