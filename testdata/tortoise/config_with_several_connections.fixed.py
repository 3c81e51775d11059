# expect: connections = 4
from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": "postgres://shop@pgbouncer.internal:6432/shop?statement_cache_size=0",
        "reports": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": "pgbouncer.internal",
                "port": 6432,
                "database": "reports",
                "statement_cache_size": 0,
            },
        },
        "jobs": {
            "engine": "tortoise.backends.asyncpg",
            "credentials": {
                "host": "pgbouncer.internal",
                "port": 6432,
                "database": "jobs",
                "statement_cache_size": 0,  # as in development
            },
        },
        "local": {"engine": "tortoise.backends.sqlite", "credentials": {"file_path": ":memory:"}},
        "direct": "asyncpg://shop@db.internal:5432/shop",
    },
    "apps": {"models": {"models": ["app.models"], "default_connection": "default"}},
}


async def init():
    await Tortoise.init(TORTOISE_ORM)
