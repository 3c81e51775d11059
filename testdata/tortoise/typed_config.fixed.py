# expect: connections = 2
from tortoise import Tortoise
from tortoise.config import AppConfig, ConnectionConfig, DBUrlConfig, TortoiseConfig


async def init():
    await Tortoise.init(
        config=TortoiseConfig(
            connections={
                "default": ConnectionConfig(
                    engine="tortoise.backends.asyncpg",
                    credentials={
                        "host": "pgbouncer.internal",
                        "port": 6432,
                        "database": "shop",
                        "statement_cache_size": 0,
                    },
                ),
                "reports": DBUrlConfig(
                    "postgres://shop@pgbouncer.internal:6432/reports?statement_cache_size=0"
                ),
            },
            apps={"models": AppConfig(models=["app.models"], default_connection="default")},
        )
    )
