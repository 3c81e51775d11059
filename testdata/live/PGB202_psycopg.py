from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB202
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    pool_size=5,
    max_overflow=10,
    connect_args={"prepare_threshold": None},
)


def fetch_value(query):
    with engine.connect() as connection:
        return connection.execute(text(query)).scalar()
