from sqlalchemy.ext.asyncio import create_async_engine

connect_args = {
    "command_timeout": 30,
    "prepared_statement_cache_size": 0,
}

engine = create_async_engine(
    "postgresql+asyncpg://app@localhost:5432/app",
    connect_args=connect_args,
)
