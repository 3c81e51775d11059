import os

from sqlalchemy.pool import NullPool


class Config:
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@pgbouncer.internal:6432/shop"
    SQLALCHEMY_TRACK_MODIFICATIONS = False


class PooledConfig(Config):
    SQLALCHEMY_ENGINE_OPTIONS = {
        "connect_args": {"prepare_threshold": None},
        "poolclass": NullPool,
    }


class Other(Config):
    DEBUG = bool(os.environ.get("DEBUG"))
