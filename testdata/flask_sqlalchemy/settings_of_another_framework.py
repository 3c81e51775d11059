# expect: connections = 1
from pydantic_settings import BaseSettings
from sqlalchemy import create_engine


class Settings(BaseSettings):
    SQLALCHEMY_DATABASE_URI: str = "postgresql+psycopg://shop@pgbouncer:6432/shop"
    SQLALCHEMY_ECHO: bool = False


settings = Settings()
engine = create_engine("postgresql+psycopg2://shop@localhost/shop")
