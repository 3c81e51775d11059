# config: pool-class = "null"
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://app:secret@pgbouncer.internal:6432/app", poolclass=NullPool
)


def fetch_value(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()
