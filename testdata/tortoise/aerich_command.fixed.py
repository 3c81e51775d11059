# expect: constructible = false
from aerich import Command

TORTOISE_ORM = {
    "connections": {
        "default": "asyncpg://shop@pgbouncer.internal:6432/shop?statement_cache_size=0"
    },
    "apps": {"models": {"models": ["app.models", "aerich.models"]}},
}


async def upgrade():
    command = Command(tortoise_config=TORTOISE_ORM, app="models")
    await command.init()
    await command.upgrade()
