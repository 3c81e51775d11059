from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shop.conf import ENGINE, Defaults, engine_options, late_options
from shop.settings import settings

URL = "postgresql+asyncpg://shop:s3cr3t-pool@pgbouncer:6432/shop"

returned = create_async_engine(URL, poolclass=NullPool, **engine_options())  # PGB102
through_another_module = create_async_engine(URL, poolclass=NullPool, **ENGINE)  # PGB102
by_statements = create_async_engine(URL, poolclass=NullPool, **late_options())  # PGB102
of_a_class = create_async_engine(URL, poolclass=NullPool, connect_args=Defaults.CONNECT_ARGS)  # PGB102
of_a_field = create_async_engine(URL, poolclass=NullPool, connect_args=settings.connect_args)  # PGB102
