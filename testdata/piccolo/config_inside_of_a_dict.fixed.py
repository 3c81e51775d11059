from piccolo.engine.postgres import PostgresEngine

SETTINGS = {
    "database": {"host": "pgbouncer.internal", "port": 6432, "statement_cache_size": 0}
}

DB = PostgresEngine(config=SETTINGS["database"])
