from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)


def use():
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '9s'"))
        context = MigrationContext.configure(connection)
        with context.begin_transaction():
            connection.execute(text("SELECT 1"))
    return engine.connect()


def is_right(connection, other):
    return other.execute("SHOW lock_timeout").fetchone()[0] == "0"
