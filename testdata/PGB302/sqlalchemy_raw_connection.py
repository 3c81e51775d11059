import select

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://jobs@pgbouncer.internal:6432/jobs", poolclass=NullPool
)
direct = create_engine("postgresql+psycopg2://jobs@db.internal:5432/jobs")


def wait():
    connection = engine.raw_connection()
    cursor = connection.cursor()
    cursor.execute("LISTEN jobs;")  # PGB302
    connection.commit()
    select.select([connection], [], [], 5)


def announce():
    with engine.begin() as connection:
        connection.execute(text("NOTIFY jobs"))


def wait_for_real():
    connection = direct.raw_connection()
    connection.cursor().execute("LISTEN jobs")
