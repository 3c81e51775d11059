from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

HOST = "aws-0-eu-central-1.pooler.supabase.com"

sync_engine = create_engine(
    f"postgresql+psycopg2://postgres.ref@{HOST}:6543/postgres",
    client_encoding="utf8",
    poolclass=NullPool,
)
engine = create_async_engine(
    f"postgresql+asyncpg://postgres.ref@{HOST}:6543/postgres",
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
