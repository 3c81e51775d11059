# config: pool-class = "null"
from fastapi import FastAPI
from fastapi_async_sqlalchemy import SQLAlchemyMiddleware


def create_app() -> FastAPI:
    app = FastAPI()
    app.add_middleware(  # PGB102, PGB201
        SQLAlchemyMiddleware,
        db_url="postgresql+asyncpg://app@pgbouncer:6432/shop",
        engine_args={  # engine arguments example
            "echo": True,  # print all SQL statements
            "pool_pre_ping": True,  # feature will normally emit SQL equivalent to “SELECT 1” each time
            "pool_size": 5,  # number of connections to keep open at a time
            "max_overflow": 10,  # number of connections to allow to be opened above pool_size
        },
    )
    return app
