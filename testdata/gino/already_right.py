# expect: connections = 3, unresolved = 0
import gino
from gino import Gino

db = Gino()


async def main():
    await db.set_bind("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    engine = await gino.create_engine(
        "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop", echo=True, statement_cache_size=0
    )
    await db.set_bind(engine)
    await db.set_bind("postgresql://shop@db.internal/shop")
