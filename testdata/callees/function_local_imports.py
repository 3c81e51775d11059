DSN = "postgresql://app@pgbouncer:6432/app"


async def open_pool():
    import asyncpg as driver

    return await driver.create_pool(DSN)  # PGB101


async def open_connection():
    from asyncpg import connect

    return await connect(DSN)  # PGB101
