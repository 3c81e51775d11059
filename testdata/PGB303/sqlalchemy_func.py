from sqlalchemy import create_engine, func, select, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://jobs@pgbouncer.internal:6432/jobs", poolclass=NullPool
)


def migrate():
    with engine.connect() as connection:
        connection.execute(select(func.pg_advisory_lock(91)))  # PGB303
        try:
            run_migrations(connection)
            connection.commit()
        finally:
            connection.execute(select(func.pg_advisory_unlock(91)))


def as_scalar(session_key):
    with Session(engine) as session:
        if session.scalar(func.pg_try_advisory_lock(session_key)):  # PGB303
            session.execute(text("SELECT 1"))
            session.commit()


def right():
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(91)))
        run_migrations(connection)


def run_migrations(connection):
    connection.execute(text("SELECT 1"))
