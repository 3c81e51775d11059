from psycopg.rows import dict_row
from tortoise import Tortoise


async def init():
    await Tortoise.init(
        config={
            "connections": {
                "default": {  # PGB103
                    "engine": "tortoise.backends.psycopg",
                    "credentials": {
                        "host": "pgbouncer.internal",
                        "port": 6432,
                        "database": "shop",
                        "kwargs": {"autocommit": True, "row_factory": dict_row},
                    },
                },
            },
            "apps": {"models": {"models": ["app.models"]}},
        }
    )
