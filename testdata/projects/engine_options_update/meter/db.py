from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from meter.defaults import changed_later, engine_options, safe_options

URL = "postgresql+asyncpg://meter:s3cr3t-literal@pgbouncer:6432/meter"

unsafe = create_async_engine(URL, **{**engine_options, "poolclass": NullPool})  # PGB102
safe_options.update(poolclass=NullPool)
safe = create_async_engine(URL, **safe_options)
doubtful = create_async_engine(URL, poolclass=NullPool, **changed_later)

options = {"poolclass": NullPool}
options.update(engine_options)
updated = create_async_engine(URL, **options)  # PGB102
