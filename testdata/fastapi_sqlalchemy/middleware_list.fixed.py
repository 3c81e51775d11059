from fastapi_async_sqlalchemy.middleware import SQLAlchemyMiddleware
from sqlalchemy.pool import NullPool
from starlette.applications import Starlette
from starlette.middleware import Middleware

ENGINE = dict(
    connect_args=dict(
        statement_cache_size=0,
        prepared_statement_cache_size=0,
        prepared_statement_name_func=lambda: "",
    ),
    poolclass=NullPool,
)

app = Starlette(
    middleware=[
        Middleware(SQLAlchemyMiddleware, db_url="postgresql+asyncpg://app@pgbouncer:6432/shop", engine_args=ENGINE),
    ]
)
