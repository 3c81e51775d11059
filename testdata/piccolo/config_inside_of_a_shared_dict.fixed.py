import psycopg2
from piccolo.engine.postgres import PostgresEngine

SETTINGS = {"database": {"host": "pgbouncer.internal", "port": 6432, "database": "shop"}}

DB = PostgresEngine(config={**SETTINGS["database"], "statement_cache_size": 0})


def ping():
    return psycopg2.connect(**SETTINGS["database"])
