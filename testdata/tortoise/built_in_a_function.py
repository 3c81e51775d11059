import os

from tortoise import Tortoise


def get_config():
    return {
        "connections": {
            "default": {  # PGB101
                "engine": "tortoise.backends.asyncpg",
                "credentials": {
                    "host": os.environ.get("DB_HOST", "pgbouncer.internal"),
                    "port": os.environ.get("DB_PORT", 6432),
                    "user": "shop",
                    "database": "shop",
                },
            }
        },
        "apps": {"models": {"models": ["app.models"]}},
    }


async def init():
    await Tortoise.init(config=get_config())
