import asyncpg
import psycopg

DSN = "postgresql://app@db.internal:5432/app"


async def main() -> None:
    await asyncpg.connect(DSN, port=6432, statement_cache_size=0)
    await asyncpg.connect(DSN, host="pgbouncer", statement_cache_size=0)
    psycopg.connect(DSN, port=6432, prepare_threshold=None)
    await asyncpg.connect("postgresql://app@db.internal:6432/app", port=5432)
