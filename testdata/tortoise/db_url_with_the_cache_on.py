from tortoise import Tortoise


async def init():
    await Tortoise.init(  # PGB101
        db_url="postgres://shop@pgbouncer.internal:6432/shop?statement_cache_size=100&min_size=2",
        modules={"models": ["app.models"]},
    )
