from sqlalchemy.ext.asyncio import create_async_engine

options = {
    "echo": True,
}

engine = create_async_engine(
    "postgresql+asyncpg://app@localhost:5432/app",
    **options,
    connect_args={"prepared_statement_cache_size": 0},
)
