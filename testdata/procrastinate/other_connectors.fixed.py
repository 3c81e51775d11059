from procrastinate import App
from procrastinate.contrib.sqlalchemy import SQLAlchemyPsycopg2Connector
from procrastinate.testing import InMemoryConnector
from sqlalchemy.pool import NullPool

app = App(
    connector=SQLAlchemyPsycopg2Connector(
        dsn="postgresql+psycopg2://app@pgbouncer:6432/jobs",
        echo=True,
        poolclass=NullPool,
    )
)
tests = App(connector=InMemoryConnector())
