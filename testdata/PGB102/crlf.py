from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(  # PGB102, PGB201
    "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
    pool_pre_ping=True,
)
