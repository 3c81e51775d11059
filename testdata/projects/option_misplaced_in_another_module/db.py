from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from options import engine_options

engine = create_async_engine("postgresql+asyncpg://shop:s3cr3t-pool@pgbouncer:6432/shop", poolclass=NullPool, **engine_options())  # PGB102, PGB110
