import gino


async def connect():
    return await gino.create_engine(
        "postgresql://shop@pgbouncer.internal:6432/shop",
        statement_cache_size=0,
    )
