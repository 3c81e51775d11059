from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
)


@event.listens_for(engine, "connect")
def turn_preparing_off(dbapi_connection, connection_record) -> None:
    dbapi_connection.prepare_threshold = None
