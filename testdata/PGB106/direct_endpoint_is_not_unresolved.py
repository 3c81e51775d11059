from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "postgresql+asyncpg://app:secret@localhost:5432/app",
    connect_args={"statement_cache_size": 0},
)
