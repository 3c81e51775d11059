from piccolo.engine.postgres import PostgresEngine

DB_CONFIG = {
    "host": "pgbouncer.internal",
    "port": 6432,
    "database": "shop",
    "statement_cache_size": 0,
}

DB = PostgresEngine(config=DB_CONFIG)
