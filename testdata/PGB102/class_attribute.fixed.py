from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


class Database:
    url = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"
    engine = create_async_engine(
        url,
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    )
