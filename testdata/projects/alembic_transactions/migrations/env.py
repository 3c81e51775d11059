import os

from alembic import context
from sqlalchemy import Connection, create_engine, pool, text

engine = create_engine(os.environ["DATABASE_URL"], poolclass=pool.NullPool)


def committed_at_the_end():
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            connection.execute(text("SELECT pg_advisory_xact_lock(300)"))
            connection.execute(text("SET lock_timeout = '1s'"))  # PGB301
            context.run_migrations()


def taken_back_in_the_block():
    with engine.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            connection.execute(text("SET lock_timeout = '1s'"))
            connection.execute(text("SELECT pg_advisory_lock(300)"))
            context.run_migrations()
            connection.execute(text("SELECT pg_advisory_unlock(300)"))
            connection.execute(text("RESET lock_timeout"))


def in_a_transaction_before_the_block():
    with engine.connect() as connection:
        connection.execute(text("SET lock_timeout = '1s'"))
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


def in_a_transaction_that_is_committed():
    with engine.begin() as connection:
        connection.execute(text("SET lock_timeout = '1s'"))  # PGB301
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


def with_a_given_connection(connection: Connection):
    context.configure(connection=connection)
    with context.begin_transaction():
        connection.execute(text("SET lock_timeout = '1s'"))  # PGB301
        context.run_migrations()
