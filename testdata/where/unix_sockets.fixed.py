import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect("postgresql:///app?host=/var/run/postgresql")
    await asyncpg.connect(host="/var/run/postgresql", database="app")
    await asyncpg.connect("postgresql://app@%2Fvar%2Frun%2Fpostgresql/app")
    psycopg.connect("host=/cloudsql/project:region:instance dbname=app")
    await asyncpg.connect(
        host="/var/run/pgbouncer",
        port=6432,
        statement_cache_size=0,
    )
