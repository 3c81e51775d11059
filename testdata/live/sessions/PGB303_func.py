from sqlalchemy import create_engine, func, select
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)


def use():
    connection = engine.connect()
    connection.execute(select(func.pg_advisory_lock(43)))  # PGB303
    connection.commit()
    return connection


def is_right(connection, other):
    return connection.execute(select(func.pg_advisory_unlock(43))).scalar()
