import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect("postgresql://admin@pgbouncer:6432/pgbouncer")
    await asyncpg.connect(host="pgbouncer", port=6432, database="pgbouncer")
    psycopg.connect("host=pgbouncer port=6432 dbname=pgbouncer", autocommit=True)
    psycopg.connect(
        "host=pgbouncer port=6432 dbname=pgbouncer_app",
        prepare_threshold=None,
    )
