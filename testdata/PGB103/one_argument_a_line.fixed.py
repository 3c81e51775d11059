import psycopg
from psycopg.rows import dict_row


def connect():
    return psycopg.connect(
        host="pgbouncer",
        port=6432,
        dbname="app",
        row_factory=dict_row,
        prepare_threshold=None,
    )
