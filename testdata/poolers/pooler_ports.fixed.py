# expect: modes = ["transaction", "transaction", "transaction", "?"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@localhost:6432/app",
        statement_cache_size=0,
    )
    await asyncpg.connect(
        "postgresql://app@db.internal:6543/app",
        statement_cache_size=0,
    )
    await asyncpg.connect(
        "postgresql://app@10.0.0.7:6432/app",
        statement_cache_size=0,
    )
    await asyncpg.connect("postgresql://app@localhost:5432/app")
