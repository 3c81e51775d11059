# expect: connections = 1, modes = ["transaction"], unresolved = 0
from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@pgbouncer.internal:6432/shop"
    SQLALCHEMY_ENGINE_OPTIONS = {
        "poolclass": NullPool,
        "connect_args": {"prepare_threshold": None},
    }
