from sqlalchemy.ext.asyncio import create_async_engine

connect_args = {"command_timeout": 30}

writer = create_async_engine(
    "postgresql+asyncpg://app@postgres:5432/app",
    connect_args={**connect_args, "prepared_statement_cache_size": 0},
)
reader = create_async_engine(
    "postgresql+asyncpg://app@postgres-ro:5432/app",
    connect_args=connect_args,
)
