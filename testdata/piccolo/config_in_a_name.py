from piccolo.engine.postgres import PostgresEngine

DB_CONFIG = {
    "host": "pgbouncer.internal",
    "port": 6432,
    "database": "shop",
}

DB = PostgresEngine(config=DB_CONFIG)  # PGB101
