# expect: connections = 6
import psycopg
import psycopg as pg
from psycopg import AsyncConnection, Connection, connect
from psycopg import connect as open_connection

DSN = "postgresql://app@pgbouncer:6432/app"


def sync_connections() -> None:
    psycopg.connect(DSN)  # PGB103
    pg.Connection.connect(DSN)  # PGB103
    Connection.connect(DSN)  # PGB103
    connect(DSN)  # PGB103
    open_connection(conninfo=DSN)  # PGB103


async def async_connection() -> AsyncConnection:
    return await AsyncConnection.connect(DSN)  # PGB103
