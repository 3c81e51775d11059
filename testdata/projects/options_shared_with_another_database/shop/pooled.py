from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shop.options import ARGS, for_all, for_both

URL = "postgresql+asyncpg://shop:s3cr3t-pool@pgbouncer:6432/shop"

wrapped = create_async_engine(URL, poolclass=NullPool, connect_args=ARGS)  # PGB102
one = create_async_engine(URL, poolclass=NullPool, **for_all())  # PGB102
two = create_async_engine(URL, poolclass=NullPool, **for_both())  # PGB102
