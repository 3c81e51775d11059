# expect: connections = 2, unresolved = 0
from psycopg.rows import dict_row
from tortoise import Tortoise


async def never_prepare(connection):
    connection.prepare_threshold = None


TORTOISE_ORM = {
    "connections": {
        "default": {
            "engine": "tortoise.backends.psycopg",
            "credentials": {
                "host": "pgbouncer.internal",
                "port": 6432,
                "database": "shop",
                "kwargs": {"autocommit": True, "row_factory": dict_row, "prepare_threshold": None},
            },
        },
        "reports": {
            "engine": "tortoise.backends.psycopg",
            "credentials": {"host": "pgbouncer.internal", "port": 6432, "configure": never_prepare},
        },
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)
