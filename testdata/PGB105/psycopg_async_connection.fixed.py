import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


async def ping() -> None:
    conn = await psycopg.AsyncConnection.connect(DSN, prepare_threshold=None)
    await conn.execute("select 1")
    await conn.close()
