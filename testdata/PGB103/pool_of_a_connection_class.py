# expect: unresolved = 1
from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool

DSN = "postgresql://app@pgbouncer:6432/app"


class Unprepared(AsyncConnection):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.prepare_threshold = None


def plain():
    return AsyncConnectionPool(DSN, connection_class=AsyncConnection, open=False)  # PGB103


def own():
    return AsyncConnectionPool(DSN, connection_class=Unprepared, open=False)
