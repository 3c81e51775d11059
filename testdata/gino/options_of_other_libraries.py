import gino


async def connect():
    first = await gino.create_engine("postgresql://shop@db.internal/shop", prepared_statement_cache_size=0)  # PGB110
    second = await gino.create_engine("postgresql://shop@db.internal/shop", statement_cache_size="0")  # PGB110
    return first, second
