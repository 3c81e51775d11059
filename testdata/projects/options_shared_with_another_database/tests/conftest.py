from sqlalchemy.ext.asyncio import create_async_engine

from shop.options import for_all

engine = create_async_engine("sqlite+aiosqlite://", **for_all())
