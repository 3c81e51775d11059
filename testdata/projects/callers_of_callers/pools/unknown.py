import asyncpg


def pool_of(dsn: str):
    return asyncpg.create_pool(dsn)
