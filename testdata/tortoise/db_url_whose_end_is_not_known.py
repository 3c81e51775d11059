import os

from tortoise import Tortoise

TAIL = os.environ["DB_TAIL"]


async def init():
    await Tortoise.init(  # PGB101
        db_url=f"asyncpg://shop@shop.pooler.supabase.com:6543/shop{TAIL}",
        modules={"models": ["app.models"]},
    )
