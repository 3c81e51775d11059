from sqlalchemy import create_engine, event, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)


@event.listens_for(engine, "connect")
def set_lock_timeout(dbapi_connection, connection_record):
    cursor = dbapi_connection.cursor()
    cursor.execute("SET lock_timeout = '2s'")  # PGB301
    cursor.close()
    dbapi_connection.commit()


def use():
    connection = engine.connect()
    connection.execute(text("SELECT 1"))
    connection.commit()
    return connection


def is_right(connection, other):
    return other.execute("SHOW lock_timeout").fetchone()[0] == "0"
