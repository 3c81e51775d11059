# config: unsafe-fixes = true
from psycopg import Connection
from psycopg_pool import ConnectionPool


def configure(conn: Connection) -> None:
    conn.execute("SET search_path TO billing, public")  # PGB301
    conn.commit()


def configure_for_utc(conn: Connection) -> None:
    conn.execute("SET TIME ZONE 'UTC'")
    conn.commit()


pool = ConnectionPool(
    "postgresql://shop@pgbouncer.internal:6432/shop",
    kwargs={"prepare_threshold": None},
    configure=configure,
    open=False,
)
utc = ConnectionPool(
    "postgresql://shop@pgbouncer.internal:6432/shop",
    kwargs={"prepare_threshold": None},
    configure=configure_for_utc,
    open=False,
)


def report():
    with pool.connection() as conn:
        with conn.transaction():
            conn.execute("SET LOCAL work_mem = '64MB'")
            return conn.execute("SELECT * FROM report").fetchall()
