import psycopg2
from tortoise import Tortoise

CREDENTIALS = {"host": "pgbouncer.internal", "port": 6432, "user": "shop"}

TORTOISE_ORM = {
    "connections": {
        "default": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {**CREDENTIALS, "statement_cache_size": 0},
        },
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)


def ping(name):
    return psycopg2.connect(dbname=name, **CREDENTIALS)
