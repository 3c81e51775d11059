import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect(  # PGB101
        "postgresql://app@pgbouncer-a:6432,pgbouncer-b:6432/app",
    )
    await asyncpg.connect(  # PGB101
        host=["pgbouncer-a", "pgbouncer-b"],
        port=[6432, 6432],
    )
    psycopg.connect(  # PGB103
        "host=pgbouncer-a,pgbouncer-b port=6432,6432 dbname=app",
    )
    await asyncpg.connect("postgresql://app@db-a:5432,db-b:5432/app")
