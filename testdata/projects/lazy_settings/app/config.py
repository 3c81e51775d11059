from functools import lru_cache
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str = "postgresql+asyncpg://app@pgbouncer:6432/shop"
    cache: int = 0


@lru_cache
def get_settings() -> Settings:
    return Settings()


class _Lazy:
    def __getattr__(self, name):
        return getattr(get_settings(), name)


settings = _Lazy()


def __getattr__(name):
    if name == "conf":
        return get_settings()
    raise AttributeError(name)
