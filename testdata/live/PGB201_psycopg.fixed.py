# config: pool-class = "null"
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    connect_args={"prepare_threshold": None},
    poolclass=NullPool,
)


def fetch_value(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()
