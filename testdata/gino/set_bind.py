# expect: connections = 2
from gino import Gino

db = Gino()


async def main():
    await db.set_bind("postgresql://shop@pgbouncer.internal:6432/shop", min_size=1, max_size=4)  # PGB101
    await db.gino.create_all()
    await db.pop_bind().close()


async def with_bind():
    async with db.with_bind(bind="asyncpg://shop@pgbouncer.internal:6432/shop") as engine:  # PGB101
        print(await engine.scalar("select now()"))
