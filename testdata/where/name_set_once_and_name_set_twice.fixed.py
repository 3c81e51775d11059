# expect: unresolved = 1
import asyncpg

from app import settings

once = "postgresql://app@pgbouncer:6432/app"
twice = "postgresql://app@pgbouncer:6432/app"
twice = settings.dsn


async def main() -> None:
    await asyncpg.connect(once, statement_cache_size=0)
    await asyncpg.connect(twice)
