# expect: connections = 2
from tortoise import Tortoise
from tortoise.config import AppConfig, ConnectionConfig, DBUrlConfig, TortoiseConfig


async def init():
    await Tortoise.init(
        config=TortoiseConfig(
            connections={
                "default": ConnectionConfig(  # PGB101
                    engine="tortoise.backends.asyncpg",
                    credentials={"host": "pgbouncer.internal", "port": 6432, "database": "shop"},
                ),
                "reports": DBUrlConfig("postgres://shop@pgbouncer.internal:6432/reports"),  # PGB101
            },
            apps={"models": AppConfig(models=["app.models"], default_connection="default")},
        )
    )
