# expect: connections = 0
from tortoise import Tortoise


async def init():
    await Tortoise.init(db_url="sqlite://:memory:", modules={"models": ["app.models"]})


async def init_mysql():
    await Tortoise.init(
        config={
            "connections": {
                "default": {"engine": "tortoise.backends.mysql", "credentials": {"host": "proxysql", "port": 6432}},
                "other": "mysql://shop@proxysql:6432/shop",
            },
            "apps": {"models": {"models": ["app.models"]}},
        }
    )
