from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from options import engine_options

engine = create_async_engine(
    "postgresql+asyncpg://shop:s3cr3t-pool@pgbouncer:6432/shop",
    poolclass=NullPool,
    **engine_options(),
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
