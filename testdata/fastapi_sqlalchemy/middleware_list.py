from fastapi_async_sqlalchemy.middleware import SQLAlchemyMiddleware
from starlette.applications import Starlette
from starlette.middleware import Middleware

ENGINE = dict(pool_recycle=300, connect_args=dict(statement_cache_size=0))

app = Starlette(
    middleware=[
        Middleware(SQLAlchemyMiddleware, db_url="postgresql+asyncpg://app@pgbouncer:6432/shop", engine_args=ENGINE),  # PGB102, PGB201
    ]
)
