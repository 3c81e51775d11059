from app.wrapper import database, direct, set_path


async def a():
    await database.execute("SET search_path TO a")  # PGB301
    await database.execute("SELECT 1")


async def b():
    await direct.execute("SET search_path TO a")
    await direct.execute("LISTEN a")


async def c():
    await database.in_transaction("SET search_path TO a")


async def d():
    async with database.pool.acquire() as conn:
        await set_path(conn, "x")
