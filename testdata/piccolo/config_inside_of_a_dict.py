from piccolo.engine.postgres import PostgresEngine

SETTINGS = {"database": {"host": "pgbouncer.internal", "port": 6432}}

DB = PostgresEngine(config=SETTINGS["database"])  # PGB101
