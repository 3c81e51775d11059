# expect: connections = 2, unresolved = 2
from app.settings import TORTOISE_ORM, settings
from tortoise import Tortoise


async def init():
    await Tortoise.init(config=TORTOISE_ORM)


async def init_from_file():
    await Tortoise.init(config_file="tortoise.json")
