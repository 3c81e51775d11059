from tortoise import Tortoise


async def init():
    await Tortoise.init(db_url="asyncpg://shop@pgbouncer.internal:6432/shop?ssl=true&min_size=2", modules={"models": ["app.models"]})  # PGB101
