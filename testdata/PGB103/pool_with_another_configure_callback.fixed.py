from psycopg import Connection
from psycopg_pool import ConnectionPool


def configure(conn: Connection) -> None:
    conn.autocommit = True


pool = ConnectionPool(  # PGB103
    "postgresql://app:secret@pgbouncer:6432/app",
    configure=configure,
    open=False,
    kwargs={"prepare_threshold": None},
)
