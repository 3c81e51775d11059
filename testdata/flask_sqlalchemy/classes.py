# config: pool-class = "null"
# expect: connections = 2
import os


class Config:
    SECRET_KEY = os.environ.get("SECRET_KEY", "dev")
    SQLALCHEMY_TRACK_MODIFICATIONS = False


class ProductionConfig(Config):
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@pgbouncer.internal:6432/shop"  # PGB103, PGB201
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True, "pool_size": 5}


class DevelopmentConfig(Config):
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@localhost/shop"
    SQLALCHEMY_ENGINE_OPTIONS = {"echo": True}


config = {"production": ProductionConfig, "development": DevelopmentConfig}
