import asyncpg
import psycopg


async def main() -> None:
    await asyncpg.connect("postgresql://app@localhost/app")
    await asyncpg.connect("postgresql://app@127.0.0.1:5432/app")
    await asyncpg.connect("postgresql://app@postgres:5432/app")
    await asyncpg.connect("postgresql://app@db.example.com:5433/app")
    psycopg.connect("dbname=app")
