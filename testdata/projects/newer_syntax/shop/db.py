from sqlalchemy.ext.asyncio import create_async_engine

from shop.config import url

engine = create_async_engine(url("shop"))  # PGB102, PGB201
