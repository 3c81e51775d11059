# config: unsafe-fixes = true
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://jobs@pgbouncer.internal:6432/jobs", poolclass=NullPool
)


def refresh():
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": 12})  # PGB303
        connection.execute(text("REFRESH MATERIALIZED VIEW totals"))
