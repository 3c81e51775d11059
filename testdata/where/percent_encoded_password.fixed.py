import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app:p%40ss%3A6543@pgbouncer:6432/app",
        statement_cache_size=0,
    )
    await asyncpg.connect("postgresql://app:p%40pgbouncer%3A6432@localhost:5432/app")
    psycopg.connect("postgresql://pgbouncer:6432@localhost:5432/app")
