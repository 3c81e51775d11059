# config: pool-class = "null"
from fastapi_sqlalchemy import DBSessionMiddleware
from sqlalchemy.pool import NullPool


def wrapped(app):
    return DBSessionMiddleware(
        app,
        "postgresql+psycopg2://app@pgbouncer:6432/shop",
        engine_args={"poolclass": NullPool},
    )
