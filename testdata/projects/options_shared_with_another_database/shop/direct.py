from sqlalchemy.ext.asyncio import create_async_engine

from .options import ARGS, for_both

engine = create_async_engine("postgresql+asyncpg://shop@db:5432/shop", connect_args=ARGS)
other = create_async_engine("postgresql+asyncpg://shop@db:5432/shop", **for_both())
