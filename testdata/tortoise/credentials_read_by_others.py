import psycopg2
from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {"host": "pgbouncer.internal", "port": 6432, "user": "shop"},
        },
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)  # PGB101


def ping():
    return psycopg2.connect(**TORTOISE_ORM["connections"]["default"]["credentials"])
