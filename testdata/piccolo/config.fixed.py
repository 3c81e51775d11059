# expect: connections = 1, drivers = ["asyncpg"], modes = ["transaction"]
from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(
    config={
        "host": "pgbouncer.internal",
        "port": 6432,
        "user": "shop",
        "password": "secret",
        "database": "shop",
        "statement_cache_size": 0,
    },
    extensions=("uuid-ossp",),
)
