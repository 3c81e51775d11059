import os

from tortoise import Tortoise


async def init():
    await Tortoise.init(
        db_url=os.getenv(
            "DATABASE_URL",
            "postgres://shop@pgbouncer.internal:6432/shop?statement_cache_size=0",
        ),
        modules={"models": ["app.models"]},
    )
