# expect: connections = 1
from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": {  # PGB101
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": "pgbouncer.internal",
                "port": "6432",
                "user": "shop",
                "password": "secret",
                "database": "shop",
            },
        },
    },
    "apps": {
        "models": {
            "models": ["app.models", "aerich.models"],
            "default_connection": "default",
        },
    },
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)
