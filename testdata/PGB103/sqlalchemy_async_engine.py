from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(  # PGB103, PGB201
    "postgresql+psycopg_async://app:secret@pgbouncer:6432/app",
    pool_pre_ping=True,
)
