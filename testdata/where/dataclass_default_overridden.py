from dataclasses import dataclass

import asyncpg


@dataclass(frozen=True)
class Settings:
    host: str = "pgbouncer"
    port: int = 6432


local = Settings(host="localhost", port=5432)


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(host=local.host, port=local.port)
