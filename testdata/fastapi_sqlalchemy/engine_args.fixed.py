# config: pool-class = "null"
from fastapi import FastAPI
from fastapi_async_sqlalchemy import SQLAlchemyMiddleware
from sqlalchemy.pool import NullPool


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(
        SQLAlchemyMiddleware,
        db_url="postgresql+asyncpg://app@pgbouncer:6432/shop",
        engine_args={  # engine arguments example
            "echo": True,  # print all SQL statements
            "poolclass": NullPool,
            "connect_args": {
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
                "prepared_statement_name_func": lambda: "",
            },
        },
    )
    return app
