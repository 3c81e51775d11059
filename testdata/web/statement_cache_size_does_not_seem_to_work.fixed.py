from sqlalchemy.ext.asyncio import create_async_engine

async_engine = create_async_engine(  # PGB201
    "postgresql+asyncpg://postgres.ref@aws-0-us-west-1.pooler.supabase.com:6543/postgres",
    pool_pre_ping=True,
    pool_size=8,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },  # does not seem to work
)
