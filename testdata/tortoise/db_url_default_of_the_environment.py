import os

from tortoise import Tortoise


async def init():
    await Tortoise.init(  # PGB101
        db_url=os.getenv("DATABASE_URL", "postgres://shop@pgbouncer.internal:6432/shop"),
        modules={"models": ["app.models"]},
    )
