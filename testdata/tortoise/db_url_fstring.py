import os

from tortoise import Tortoise

USER = os.environ["DB_USER"]
PASSWORD = os.environ["DB_PASSWORD"]
NAME = os.environ["DB_NAME"]


async def init():
    await Tortoise.init(  # PGB101
        db_url=f"asyncpg://{USER}:{PASSWORD}@shop.pooler.supabase.com:6543/{NAME}",
        modules={"models": ["app.models"]},
    )


async def init_joined():
    await Tortoise.init(  # PGB101
        db_url=f"asyncpg://{USER}:{PASSWORD}@"
        f"shop.pooler.supabase.com:6543/{NAME}"
        "?ssl=true",
        modules={"models": ["app.models"]},
    )
