from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app@pgbouncer:6432/app"
UNNAMED = {"statement_cache_size": 0, "prepared_statement_cache_size": 0}
pool = NullPool

if pool is NullPool:
    engine = create_async_engine(URL, poolclass=pool)  # PGB102
else:
    engine = create_async_engine(URL, poolclass=pool, connect_args=UNNAMED)
