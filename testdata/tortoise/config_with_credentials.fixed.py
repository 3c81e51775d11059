# expect: connections = 1
from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": "pgbouncer.internal",
                "port": "6432",
                "user": "shop",
                "password": "secret",
                "database": "shop",
                "statement_cache_size": 0,
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
