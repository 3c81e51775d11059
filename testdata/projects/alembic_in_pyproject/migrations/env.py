from alembic import context
from sqlalchemy import create_engine, pool

config = context.config


def get_url():
    return config.get_main_option("sqlalchemy.url")


def run_migrations_online():
    connectable = create_engine(get_url(), poolclass=pool.NullPool)
    with connectable.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
