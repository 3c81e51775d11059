import asyncpg
import environ
from decouple import config
from pydantic_settings import BaseSettings

env = environ.Env()


class Settings(BaseSettings):
    database_url: str
    cache_off: int = 100
    cache_on: int = 0
    pooled: bool = True


settings = Settings()

a = asyncpg.create_pool(config("DATABASE_URL"), statement_cache_size=config("CACHE_OFF", default=100, cast=int))
b = asyncpg.create_pool(env("DATABASE_URL"), statement_cache_size=env.int("CACHE_OFF", default=100))
c = asyncpg.create_pool(settings.database_url, statement_cache_size=settings.cache_off)
d = asyncpg.create_pool(config("DATABASE_URL"), statement_cache_size=0)
e = asyncpg.create_pool(env("DATABASE_URL"), statement_cache_size=0)
f = asyncpg.create_pool(settings.database_url, statement_cache_size=0)
g = asyncpg.create_pool(settings.database_url, **({} if settings.pooled else {"statement_cache_size": 0}))
h = asyncpg.create_pool(env("DATABASE_URL"), statement_cache_size=100 if env.bool("POOLED") else 0)
i = asyncpg.create_pool(env("DATABASE_URL"), statement_cache_size=0)
