from tortoise import Tortoise

DATABASE_URL = "postgres://shop@pgbouncer.internal:6432/shop"
READ_URL = "postgres://shop@pgbouncer.internal:6432/shop?ssl=true"


async def init():
    assert DATABASE_URL.startswith("postgres")
    await Tortoise.init(db_url=DATABASE_URL, modules={"models": ["app.models"]})  # PGB101


async def init_reading():
    await Tortoise.init(None, None, False, READ_URL, {"models": ["app.models"]})  # PGB101
