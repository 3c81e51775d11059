from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    url="postgresql+asyncpg://postgres:postgres@localhost:6432/postgres",
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)

new_session = async_sessionmaker(bind=engine, expire_on_commit=False)
