import psycopg

from ferry import config

with psycopg.connect(config.DSN, prepare_threshold=None) as connection:
    connection.execute("SELECT 1")
