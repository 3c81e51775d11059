import psycopg

from ferry import config

with psycopg.connect(config.DSN) as connection:  # PGB103
    connection.execute("SELECT 1")
