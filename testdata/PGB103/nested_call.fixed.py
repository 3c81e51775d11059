import contextlib

import psycopg

DSN = "postgresql://app:secret@pgbouncer:6432/app"


def ping() -> None:
    with contextlib.ExitStack() as stack:
        conn = stack.enter_context(psycopg.connect(DSN, prepare_threshold=None))
        conn.execute("select 1")
