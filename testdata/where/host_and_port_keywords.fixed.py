import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect(host="pgbouncer", user="app", statement_cache_size=0)
    await asyncpg.connect(host="db.internal", port=6432, statement_cache_size=0)
    await asyncpg.connect(host="db.internal", port="6543", statement_cache_size=0)
    await asyncpg.connect(host="db.internal", port=5432)
    await asyncpg.connect(host="localhost")
    psycopg.connect(host="db.internal", port=6432, prepare_threshold=None)
    psycopg.connect(host="localhost", dbname="app")
