# expect: connections = 1, drivers = ["asyncpg"], modes = ["transaction"]
from tortoise import Tortoise, run_async


async def init():
    await Tortoise.init(
        db_url="postgres://shop:secret@pgbouncer.internal:6432/shop?statement_cache_size=0",
        modules={"models": ["app.models"]},
    )
    await Tortoise.generate_schemas()


if __name__ == "__main__":
    run_async(init())
