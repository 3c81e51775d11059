# config: endpoints = [{ match = "db.internal:6000", mode = "transaction" }]
# expect: modes = ["transaction", "?"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@db.internal:6000/app", statement_cache_size=0
    )
    await asyncpg.connect("postgresql://app@db.internal:5432/app")
