# config: pool-class = "null"
from sqlalchemy import create_engine, text

engine = create_engine(  # PGB201
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    pool_size=5,
    connect_args={"prepare_threshold": None},
)


def fetch_value(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()
