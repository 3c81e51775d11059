# config: versions = { asyncpg = "0.30" }
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

DATABASE_URL = (
    "postgresql+asyncpg://postgres.ref:secret"
    "@aws-0-eu-central-1.pooler.supabase.com:6543/postgres"
)

engine = create_async_engine(  # PGB201
    DATABASE_URL,
    pool_size=10,
    max_overflow=20,
    pool_pre_ping=True,
    connect_args={
        "statement_cache_size": 0,  # asyncpg's cache
        "prepared_statement_cache_size": 0,  # SQLAlchemy's cache
        "prepared_statement_name_func": lambda: "",
    },
)
SessionLocal = async_sessionmaker(engine, expire_on_commit=False)
