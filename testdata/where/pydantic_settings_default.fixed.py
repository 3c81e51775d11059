from pydantic import Field
from pydantic_settings import BaseSettings
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


class Settings(BaseSettings):
    database_url: str = "postgresql+asyncpg://app@pgbouncer:6432/app"
    replica_url: str = Field(default="postgresql+asyncpg://app@localhost:5432/app")


settings = Settings()
engine = create_async_engine(
    settings.database_url,
    poolclass=NullPool,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
replica = create_async_engine(settings.replica_url)
