# expect: modes = ["transaction", "transaction", "transaction", "?"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(  # PGB101
        "postgresql://app@localhost:6432/app",
    )
    await asyncpg.connect(  # PGB101
        "postgresql://app@db.internal:6543/app",
    )
    await asyncpg.connect(  # PGB101
        "postgresql://app@10.0.0.7:6432/app",
    )
    await asyncpg.connect("postgresql://app@localhost:5432/app")
