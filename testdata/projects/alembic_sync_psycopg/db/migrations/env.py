from alembic import context
from sqlalchemy import engine_from_config, pool

config = context.config


def run_migrations_online():
    alembic_config = config.get_section(config.config_ini_section)
    connectable = engine_from_config(alembic_config, prefix="sqlalchemy.", poolclass=pool.NullPool)  # PGB103
    with connectable.connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
