from sqlalchemy.ext.asyncio import create_async_engine

connect_args = {
    "command_timeout": 30,
}

engine = create_async_engine(  # PGB110
    "postgresql+asyncpg://app@localhost:5432/app",
    connect_args=connect_args,
    prepared_statement_cache_size=0,
)
