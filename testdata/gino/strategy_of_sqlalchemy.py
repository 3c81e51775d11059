# expect: connections = 0
from sqlalchemy import create_engine


async def connect():
    return await create_engine("postgresql://shop@pgbouncer.internal:6432/shop", strategy="gino")
