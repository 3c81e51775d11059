import psycopg

DSN = "postgresql://jobs@pgbouncer.internal:6432/jobs"


def listen():
    with psycopg.connect(DSN, autocommit=True, prepare_threshold=None) as conn:
        conn.execute("LISTEN jobs")  # PGB302
        for notify in conn.notifies():  # PGB302
            print(notify.payload)


async def listen_async():
    conn = await psycopg.AsyncConnection.connect(DSN, autocommit=True, prepare_threshold=None)
    await conn.execute('LISTEN "Jobs"')  # PGB302
    async for notify in conn.notifies(timeout=5):  # PGB302
        return notify


def notify(payload):
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        conn.execute("SELECT pg_notify('jobs', %s)", (payload,))
        conn.execute("INSERT INTO log (listen) VALUES ('LISTEN jobs')")
