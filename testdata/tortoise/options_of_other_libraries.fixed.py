from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": "postgres://shop@pgbouncer.internal:6432/shop?statement_cache_size=0",
        "prisma": "postgres://shop@db.internal:5432/shop?ssl=true",
        "reports": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": "db.internal",
                "database": "reports",
                "statement_cache_size": 0,
            },
        },
        "jobs": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": "db.internal",
                "database": "jobs",
                "statement_cache_size": 0,
            },
        },
        "tenant": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {"host": "db.internal", "database": "jobs", "schema": "tenant", "minsize": 1},
        },
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)
