# expect: connections = 4
from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@localhost/shop"
    SQLALCHEMY_BINDS = {
        "plain": "postgresql+psycopg://shop@pgbouncer:6432/plain",  # PGB103, PGB201
        "meta": {
            "url": "postgresql+psycopg://shop@pgbouncer:6432/meta",
            "poolclass": NullPool,
            "connect_args": {"prepare_threshold": None},
        },
        "auth": "postgresql+psycopg://shop@localhost/auth",
        "cache": "sqlite:///cache.db",
    }
