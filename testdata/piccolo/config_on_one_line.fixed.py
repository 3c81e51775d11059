from piccolo.engine import PostgresEngine

DB = PostgresEngine(
    {
        "host": "pgbouncer.internal",
        "port": 6432,
        "database": "shop",
        "statement_cache_size": 0,
    }
)
