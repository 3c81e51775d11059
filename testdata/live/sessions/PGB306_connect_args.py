from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB306
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None, "options": "-c lock_timeout=5s"},
)


def use():
    return engine.connect()


def is_right(connection, other):
    return connection.execute(text("SHOW lock_timeout")).scalar() == "5s"
