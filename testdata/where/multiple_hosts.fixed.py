import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@pgbouncer-a:6432,pgbouncer-b:6432/app",
        statement_cache_size=0,
    )
    await asyncpg.connect(
        host=["pgbouncer-a", "pgbouncer-b"],
        port=[6432, 6432],
        statement_cache_size=0,
    )
    psycopg.connect(
        "host=pgbouncer-a,pgbouncer-b port=6432,6432 dbname=app",
        prepare_threshold=None,
    )
    await asyncpg.connect("postgresql://app@db-a:5432,db-b:5432/app")
