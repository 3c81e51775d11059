from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(  # PGB306
    "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
        "server_settings": {"jit": "off", "application_name": "shop"},
    },
)
named = create_async_engine(
    "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
        "server_settings": {"application_name": "shop"},
    },
)
pure = create_engine(  # PGB306
    "postgresql+pg8000://shop@pgbouncer.internal:6432/shop",
    poolclass=NullPool,
    connect_args={"startup_params": {"statement_timeout": "5000"}},
)
