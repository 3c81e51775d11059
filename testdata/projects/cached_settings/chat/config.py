import functools
import os
from functools import cached_property, lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_url: str
    echo: bool = False

    @cached_property
    def raw_url(self) -> str:
        return self.database_url.replace("+asyncpg", "")


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    return Settings()


@functools.cache
def get_url(name: str = "chat") -> str:
    if os.getenv("CHAT_LOCAL"):
        return f"postgresql://chat:s3cr3t-local@localhost:5432/{name}"
    return f"postgresql://chat:s3cr3t-remote@pgbouncer:6432/{name}"


_settings = None


def current() -> Settings:
    global _settings
    if _settings is None:
        _settings = Settings()
    return _settings
