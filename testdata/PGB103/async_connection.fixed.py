import psycopg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def main() -> None:
    async with await psycopg.AsyncConnection.connect(
        DSN, autocommit=True, prepare_threshold=None
    ) as conn:
        await conn.execute("select 1")
