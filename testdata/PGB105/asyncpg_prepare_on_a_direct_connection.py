import asyncpg


async def main() -> None:
    conn = await asyncpg.connect("postgresql://app@localhost:5432/app")
    statement = await conn.prepare("select $1::int")
    await statement.fetchval(1)
