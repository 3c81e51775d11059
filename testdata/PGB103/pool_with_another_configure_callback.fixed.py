from psycopg import Connection
from psycopg_pool import ConnectionPool


def configure(conn: Connection) -> None:
    conn.autocommit = True


pool = ConnectionPool(
    "postgresql://app:secret@pgbouncer:6432/app",
    configure=configure,
    open=False,
    kwargs={"prepare_threshold": None},
)
