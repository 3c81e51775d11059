from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from shop.conf import ENGINE, Defaults, engine_options, late_options
from shop.settings import settings

URL = "postgresql+asyncpg://shop:s3cr3t-pool@pgbouncer:6432/shop"

returned = create_async_engine(URL, poolclass=NullPool, **engine_options())
through_another_module = create_async_engine(URL, poolclass=NullPool, **ENGINE)
by_statements = create_async_engine(URL, poolclass=NullPool, **late_options())
of_a_class = create_async_engine(URL, poolclass=NullPool, connect_args=Defaults.CONNECT_ARGS)
of_a_field = create_async_engine(URL, poolclass=NullPool, connect_args=settings.connect_args)
