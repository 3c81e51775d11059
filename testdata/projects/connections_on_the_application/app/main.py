from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

from app.config import ASYNC_URL, DIRECT_URL, URL
from app.routes import router
from app.store import Store

OPTIONS = {"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}


@asynccontextmanager
async def lifespan(app: FastAPI):
    app.state.pool = await asyncpg.create_pool(URL, statement_cache_size=0)
    app.state.direct = await asyncpg.create_pool(DIRECT_URL)
    app.state.store = Store(app.state.pool)
    engine = create_async_engine(ASYNC_URL, poolclass=NullPool, connect_args=OPTIONS)
    app.state.session_factory = async_sessionmaker(engine)
    yield
    await app.state.pool.close()


app = FastAPI(lifespan=lifespan)
app.include_router(router)
