# expect: connections = 1, drivers = ["asyncpg"]
import gino


async def connect():
    return await gino.create_engine("postgresql://shop@pgbouncer.internal:6432/shop")  # PGB101
