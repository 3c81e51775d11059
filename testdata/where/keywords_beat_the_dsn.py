import asyncpg
import psycopg

DSN = "postgresql://app@db.internal:5432/app"


async def main() -> None:
    await asyncpg.connect(DSN, port=6432)  # PGB101
    await asyncpg.connect(DSN, host="pgbouncer")  # PGB101
    psycopg.connect(DSN, port=6432)  # PGB103
    await asyncpg.connect("postgresql://app@db.internal:6432/app", port=5432)
