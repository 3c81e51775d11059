from gino import Gino

db = Gino()


async def main():
    engine = await db.set_bind("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    async with engine.acquire() as connection:
        prepared = await connection.prepare("select now()")  # PGB105
        print(await prepared.scalar())
