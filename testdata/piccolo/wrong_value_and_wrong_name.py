from piccolo.engine.postgres import PostgresEngine

first = PostgresEngine(config={"host": "pgbouncer.internal", "port": 6432, "statement_cache_size": 100})  # PGB101
second = PostgresEngine(config={"host": "db.internal", "prepared_statement_cache_size": 0})  # PGB110
third = PostgresEngine(config={"host": "db.internal", "statement_cache_size": "0"})  # PGB110
fourth = PostgresEngine(config={"dsn": "postgresql://shop@db.internal/shop?statement_cache_size=0"})  # PGB110
