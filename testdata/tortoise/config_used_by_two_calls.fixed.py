# expect: connections = 1
from fastapi import FastAPI
from tortoise import Tortoise
from tortoise.contrib.fastapi import register_tortoise

TORTOISE_ORM = {
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
    "apps": {"models": {"models": ["app.models"], "default_connection": "default"}},
}

app = FastAPI()
register_tortoise(app, config=TORTOISE_ORM, generate_schemas=False)


async def migrate():
    await Tortoise.init(config=TORTOISE_ORM)
    await Tortoise.generate_schemas(safe=True)
