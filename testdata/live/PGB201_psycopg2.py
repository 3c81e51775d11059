# config: pool-class = "null"
from sqlalchemy import create_engine, text

engine = create_engine("postgresql+psycopg2://app:secret@pgbouncer.internal:6432/app", pool_size=5, max_overflow=0)  # PGB201


def fetch_value(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()
