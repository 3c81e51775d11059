# expect: connections = 2, unresolved = 0
from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(
    config={"host": "pgbouncer.internal", "port": 6432, "database": "shop", "statement_cache_size": 0},
)
DIRECT = PostgresEngine(config={"host": "db.internal", "database": "shop"})
