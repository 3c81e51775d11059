from sqlalchemy import event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

engine = create_async_engine(
    "postgresql+psycopg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
)


@event.listens_for(engine.sync_engine, "connect")
def turn_preparing_off(dbapi_connection, connection_record) -> None:
    dbapi_connection.driver_connection.prepare_threshold = None
