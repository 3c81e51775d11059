import asyncpg


async def main() -> None:
    await asyncpg.connect(  # PGB101
        "postgresql:///app?host=pgbouncer&port=6432",
    )
    await asyncpg.connect("postgresql:///app?host=localhost&port=5432")
