# config: versions = {sqlalchemy = "2.0.23"}
import os

from sqlalchemy.ext.asyncio import create_async_engine

# The scheme names psycopg2 here, with which SQLAlchemy makes no async engine: the options are not to blame.
engine = create_async_engine(
    "postgresql://app@db.internal:5432/app",
    connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0},
)

named = create_async_engine(
    "postgresql+psycopg2://app@db.internal:5432/app",
    connect_args={"statement_cache_size": 0},
)

# Where nothing is deployed, the default of the code is what it is made for.
other = create_async_engine(
    os.getenv("OTHER_URL", "postgresql+asyncpg://app@db.internal:5432/app"),
    connect_args={"statement_cache_size": 0, "prepared_statement_cache_size": 0},
)
