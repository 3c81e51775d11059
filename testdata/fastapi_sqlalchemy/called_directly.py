# config: pool-class = "null"
from fastapi_sqlalchemy import DBSessionMiddleware


def wrapped(app):
    return DBSessionMiddleware(app, "postgresql+psycopg2://app@pgbouncer:6432/shop", engine_args={"pool_size": 2})  # PGB201
