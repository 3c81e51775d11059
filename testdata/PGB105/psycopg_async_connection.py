import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


async def ping() -> None:
    conn = await psycopg.AsyncConnection.connect(DSN)  # PGB103
    await conn.execute("select 1", prepare=True)  # PGB105
    await conn.close()
