import psycopg2
from piccolo.engine.postgres import PostgresEngine

DB_CONFIG = {"host": "pgbouncer.internal", "port": 6432, "database": "shop"}

DB = PostgresEngine(config={**DB_CONFIG, "statement_cache_size": 0})


def ping():
    return psycopg2.connect(**DB_CONFIG)
