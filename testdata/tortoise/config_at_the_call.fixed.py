from tortoise import Tortoise


async def init():
    await Tortoise.init(
        config={
            "connections": {
                "default": {
                    "engine": "tortoise.backends.asyncpg",
                    "credentials": {
                        "host": "pgbouncer.internal",
                        "port": 6432,
                        "database": "shop",
                        "statement_cache_size": 0,
                    },
                },
            },
            "apps": {"models": {"models": ["app.models"]}},
        }
    )
