# expect: unresolved = 1
import asyncpg

from app import settings

once = "postgresql://app@pgbouncer:6432/app"
twice = "postgresql://app@pgbouncer:6432/app"
twice = settings.dsn


async def main() -> None:
    await asyncpg.connect(once)  # PGB101
    await asyncpg.connect(twice)
