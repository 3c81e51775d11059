import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql:///app?host=pgbouncer&port=6432",
        statement_cache_size=0,
    )
    await asyncpg.connect("postgresql:///app?host=localhost&port=5432")
