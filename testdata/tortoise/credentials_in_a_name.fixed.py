from tortoise import Tortoise

CREDENTIALS = {
    "host": "pgbouncer.internal",
    "port": 6432,
    "user": "shop",
    "statement_cache_size": 0,
}


async def init():
    await Tortoise.init(
        config={
            "connections": {
                "default": {
                    "engine": "tortoise.backends.asyncpg",
                    "credentials": CREDENTIALS,
                },
            },
            "apps": {"models": {"models": ["app.models"]}},
        },
    )
