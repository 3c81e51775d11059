class Config:
    SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@pgbouncer:6432/shop"  # PGB103, PGB201
    SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True}


class TestingConfig(Config):
    SQLALCHEMY_DATABASE_URI = "sqlite:///:memory:"
