DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool():
    import asyncpg as driver

    return await driver.create_pool(DSN, statement_cache_size=0)


async def open_connection():
    from asyncpg import connect

    return await connect(DSN, statement_cache_size=0)
