from dataclasses import dataclass

import asyncpg


@dataclass
class Settings:
    host: str = "pgbouncer"
    port: int = 6432
    name: str = "app"


settings = Settings()


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        host=settings.host,
        port=settings.port,
        database=settings.name,
        statement_cache_size=0,
    )
