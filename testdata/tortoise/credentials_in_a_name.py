from tortoise import Tortoise

CREDENTIALS = {"host": "pgbouncer.internal", "port": 6432, "user": "shop"}


async def init():
    await Tortoise.init(
        config={
            "connections": {
                "default": {  # PGB101
                    "engine": "tortoise.backends.asyncpg",
                    "credentials": CREDENTIALS,
                },
            },
            "apps": {"models": {"models": ["app.models"]}},
        },
    )
