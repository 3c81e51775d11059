from sqlalchemy import engine_from_config, pool

CONFIGURATION = {
    "sqlalchemy.url": "postgresql+psycopg://app@pgbouncer:6432/app",
    "sqlalchemy.echo": "true",
}

connectable = engine_from_config(
    CONFIGURATION,
    prefix="sqlalchemy.",
    poolclass=pool.NullPool,
    connect_args={"prepare_threshold": None},
)
