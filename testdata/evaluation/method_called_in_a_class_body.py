import os

import asyncpg


class Settings:
    def __init__(self, url: str) -> None:
        self.url = url

    @classmethod
    def from_env(cls):
        return cls(os.environ.get("DATABASE_URL", "postgresql://app@pgbouncer:6432/app"))


def connect(url, **keywords):
    return asyncpg.create_pool(url, **keywords)  # PGB101


settings = Settings.from_env()


class Database:
    pool = connect(settings.url)
