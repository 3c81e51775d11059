from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)


def use():
    connection = engine.connect()
    context = MigrationContext.configure(connection)
    with context.begin_transaction():
        connection.execute(text("SELECT pg_advisory_xact_lock(56)"))
        connection.execute(text("SET lock_timeout = '9s'"))  # PGB301
    return connection


def is_right(connection, other):
    return other.execute("SHOW lock_timeout").fetchone()[0] == "0"
