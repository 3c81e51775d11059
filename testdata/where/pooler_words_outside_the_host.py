import asyncpg


async def main() -> None:
    await asyncpg.connect("postgresql://pgbouncer:pooler@localhost:5432/app")
    await asyncpg.connect("postgresql://app@localhost:5432/pooler_statistics")
    await asyncpg.connect("postgresql://app@localhost:5432/app_6543")
    await asyncpg.connect(
        "postgresql://app@localhost:5432/app?application_name=pooler"
    )
