from sqlalchemy import create_engine, func, select, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://jobs@pgbouncer.internal:6432/jobs", poolclass=NullPool
)


def close_day(day):
    with engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(day)))
        connection.execute(text("SELECT pg_try_advisory_xact_lock(:day)"), {"day": day})


def lock_and_unlock(day):
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:day)"), {"day": day})
        connection.execute(text("CALL close_day(:day)"), {"day": day})
        connection.execute(text("SELECT pg_advisory_unlock(:day)"), {"day": day})
