# config: endpoints = [{ match = "localhost:6543", mode = "direct" }]
# expect: modes = ["direct"]
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine("postgresql+asyncpg://app@localhost:6543/app", pool_size=5)
