# expect: connections = 6
import psycopg
import psycopg as pg
from psycopg import AsyncConnection, Connection, connect
from psycopg import connect as open_connection

DSN = "postgresql://app@pgbouncer:6432/app"


def sync_connections() -> None:
    psycopg.connect(DSN, prepare_threshold=None)
    pg.Connection.connect(DSN, prepare_threshold=None)
    Connection.connect(DSN, prepare_threshold=None)
    connect(DSN, prepare_threshold=None)
    open_connection(conninfo=DSN, prepare_threshold=None)


async def async_connection() -> AsyncConnection:
    return await AsyncConnection.connect(DSN, prepare_threshold=None)
