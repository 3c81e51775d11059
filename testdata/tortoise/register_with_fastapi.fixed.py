from contextlib import asynccontextmanager

from fastapi import FastAPI
from tortoise.contrib.fastapi import RegisterTortoise, register_tortoise

app = FastAPI()
register_tortoise(
    app,
    db_url="postgres://shop@pgbouncer.internal:6432/shop?statement_cache_size=0",
    modules={"models": ["app.models"]},
    generate_schemas=True,
)


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with RegisterTortoise(
        app,
        db_url="postgres://shop@pgbouncer.internal:6432/shop?min_size=2&statement_cache_size=0",
        modules={"models": ["app.models"]},
    ):
        yield
