# config: pool-class = "null"
# expect: connections = 2
import os

from sqlalchemy.pool import NullPool


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY", "dev")
    SQLALCHEMY_TRACK_MODIFICATIONS = False


class ProductionConfig(Config):
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@pgbouncer.internal:6432/shop"
    SQLALCHEMY_ENGINE_OPTIONS = {
        "poolclass": NullPool,
        "connect_args": {"prepare_threshold": None},
    }


class DevelopmentConfig(Config):
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@localhost/shop"
    SQLALCHEMY_ENGINE_OPTIONS = {"echo": True}


config = {"production": ProductionConfig, "development": DevelopmentConfig}
