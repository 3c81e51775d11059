# config: unsafe-fixes = true
from sqlalchemy import create_engine, event
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://shop@pgbouncer.internal:6432/shop", poolclass=NullPool
)


@event.listens_for(engine, "connect", insert=True)
def set_search_path(dbapi_connection, connection_record):
    existing_autocommit = dbapi_connection.autocommit
    dbapi_connection.autocommit = True
    cursor = dbapi_connection.cursor()
    cursor.execute("SET SESSION search_path='shop'")  # PGB301
    cursor.close()
    dbapi_connection.autocommit = existing_autocommit


@event.listens_for(engine, "begin")
def set_timeout(connection):
    connection.exec_driver_sql("SET LOCAL statement_timeout = '5s'")


def on_checkout(dbapi_connection, connection_record, connection_proxy):
    with dbapi_connection.cursor() as cursor:
        cursor.execute("SET ROLE app_user")  # PGB301
    dbapi_connection.commit()


event.listen(engine, "checkout", on_checkout)
