import asyncpg
from pydantic import Field
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    dsn: str = Field("postgresql://app@pgbouncer:6432/app", alias="DATABASE_URL")
    required: str


async def main(settings: Settings = Settings()) -> None:
    await asyncpg.connect(
        Settings().dsn,
        statement_cache_size=0,
    )
