from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    isolation_level="AUTOCOMMIT",
    connect_args={"prepare_threshold": None},
)


def connect():
    return engine.connect()


def fetch_value(connection, query):
    return connection.execute(text(query)).scalar()
