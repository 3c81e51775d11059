# expect: connections = 3, unresolved = 0
from tortoise import Tortoise

URL = "asyncpg://shop@pgbouncer.internal:6432/shop?ssl=true&statement_cache_size=0"


async def init():
    await Tortoise.init(db_url=URL, modules={"models": ["app.models"]})


async def init_for_tests():
    await Tortoise.init(
        db_url="postgres://shop@pgbouncer.internal:6432/shop_test?statement_cache_size=0&min_size=1",
        modules={"models": ["app.models"]},
    )


async def init_direct():
    await Tortoise.init(db_url="postgres://shop@db.internal/shop", modules={"models": ["app.models"]})
