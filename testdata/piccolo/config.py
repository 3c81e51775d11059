# expect: connections = 1, drivers = ["asyncpg"], modes = ["transaction"]
from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(  # PGB101
    config={
        "host": "pgbouncer.internal",
        "port": 6432,
        "user": "shop",
        "password": "secret",
        "database": "shop",
    },
    extensions=("uuid-ossp",),
)
