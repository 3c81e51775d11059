# config: endpoints = [{ match = "db.internal:5432/app_pool", mode = "transaction" }]
# expect: modes = ["transaction", "?"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@db.internal:5432/app_pool",
        statement_cache_size=0,
    )
    await asyncpg.connect("postgresql://app@db.internal:5432/app")
