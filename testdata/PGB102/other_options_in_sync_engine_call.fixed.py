from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.pool import NullPool

engine = AsyncEngine(
    create_engine(
        "postgresql+asyncpg://app:secret@pgbouncer:6432/app",
        poolclass=NullPool,
        future=True,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    )
)
