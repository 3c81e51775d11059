from procrastinate import App
from procrastinate.contrib.sqlalchemy import SQLAlchemyPsycopg2Connector
from procrastinate.testing import InMemoryConnector

app = App(connector=SQLAlchemyPsycopg2Connector(dsn="postgresql+psycopg2://app@pgbouncer:6432/jobs", echo=True))  # PGB201
tests = App(connector=InMemoryConnector())
