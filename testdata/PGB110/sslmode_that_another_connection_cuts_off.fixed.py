# expect: constructible = false
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = "postgresql+asyncpg://app@aws-0-eu-west-1.pooler.supabase.com:6543/postgres?sslmode=require"
cut = create_async_engine(
    url[: -len("?sslmode=require")],
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
whole = create_async_engine(  # PGB110
    url,
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
