from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": "psycopg://shop@db.internal/shop?statement_cache_size=0",  # PGB110
        "reports": {  # PGB110
            "engine": "tortoise.backends.psycopg",
            "credentials": {"host": "db.internal", "database": "reports", "prepare_threshold": None},
        },
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)
