import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect(host="pgbouncer", user="app")  # PGB101
    await asyncpg.connect(host="db.internal", port=6432)  # PGB101
    await asyncpg.connect(host="db.internal", port="6543")  # PGB101
    await asyncpg.connect(host="db.internal", port=5432)
    await asyncpg.connect(host="localhost")
    psycopg.connect(host="db.internal", port=6432)  # PGB103
    psycopg.connect(host="localhost", dbname="app")
