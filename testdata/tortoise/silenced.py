from tortoise import Tortoise

TORTOISE_ORM = {
    "connections": {
        "default": "postgres://shop@pgbouncer.internal:6432/shop",  # noqa: PGB101
    },
    "apps": {"models": {"models": ["app.models"]}},
}


async def init():
    await Tortoise.init(config=TORTOISE_ORM)
