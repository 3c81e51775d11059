from piccolo.engine.postgres import PostgresEngine

first = PostgresEngine(
    config={"host": "pgbouncer.internal", "port": 6432, "statement_cache_size": 0}
)
second = PostgresEngine(config={"host": "db.internal", "statement_cache_size": 0})
third = PostgresEngine(config={"host": "db.internal", "statement_cache_size": 0})
fourth = PostgresEngine(
    config={"dsn": "postgresql://shop@db.internal/shop", "statement_cache_size": 0}
)
