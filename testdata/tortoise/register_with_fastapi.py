from contextlib import asynccontextmanager

from fastapi import FastAPI
from tortoise.contrib.fastapi import RegisterTortoise, register_tortoise

app = FastAPI()
register_tortoise(  # PGB101
    app,
    db_url="postgres://shop@pgbouncer.internal:6432/shop",
    modules={"models": ["app.models"]},
    generate_schemas=True,
)


@asynccontextmanager
async def lifespan(app: FastAPI):
    async with RegisterTortoise(  # PGB101
        app,
        db_url="postgres://shop@pgbouncer.internal:6432/shop?min_size=2",
        modules={"models": ["app.models"]},
    ):
        yield
