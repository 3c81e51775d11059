# config: endpoints = [{ match = "pgbouncer:6432", mode = "session" }]
# expect: modes = ["session", "transaction"]
import asyncpg


async def main() -> None:
    await asyncpg.connect("postgresql://app@pgbouncer:6432/app")
    await asyncpg.connect(
        "postgresql://app@pgbouncer:6433/app",
        statement_cache_size=0,
    )
