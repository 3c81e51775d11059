# expect: connections = 2, unresolved = 2
import os

from app.settings import DATABASE
from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(
    config={
        "host": os.environ["PGHOST"],
        "port": int(os.environ.get("PGPORT", 5432)),
        "database": os.environ["PGDATABASE"],
    },
)
OTHER = PostgresEngine(config=DATABASE)
