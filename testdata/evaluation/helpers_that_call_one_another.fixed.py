import asyncpg


async def connect(dsn, **options):
    return await asyncpg.connect(dsn, **options, statement_cache_size=0)


async def connect_again(dsn, attempts=3):
    try:
        return await connect(dsn, timeout=3)
    except OSError:
        return await connect_again(dsn, attempts - 1)


async def main():
    return await connect_again("postgresql://app@pgbouncer:6432/shop")
