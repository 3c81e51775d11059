# expect: connections = 2, drivers = ["psycopg", "psycopg"]
from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": "psycopg://shop@pgbouncer.internal:6432/shop",  # PGB103
        "reports": {  # PGB103
            "engine": "tortoise.backends.psycopg",
            "credentials": {"host": "pgbouncer.internal", "port": 6432, "database": "reports"},
        },
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)
