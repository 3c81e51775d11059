from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": "postgres://shop@pgbouncer.internal:6432/shop?prepared_statement_cache_size=0",  # PGB101, PGB110
        "prisma": "postgres://shop@db.internal:5432/shop?pgbouncer=true&ssl=true",  # PGB110
        "reports": {  # PGB110
            "engine": "tortoise.backends.asyncpg",
            "credentials": {"host": "db.internal", "database": "reports", "prepared_statement_cache_size": 0},
        },
        "jobs": {  # PGB110
            "engine": "tortoise.backends.asyncpg",
            "credentials": {"host": "db.internal", "database": "jobs", "statement_cache_size": "0"},
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
