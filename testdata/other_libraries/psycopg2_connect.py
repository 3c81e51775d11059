# expect: connections = 0
import psycopg2
from psycopg2.pool import ThreadedConnectionPool

DSN = "postgresql://app@pgbouncer:6432/app"


def connect():
    return psycopg2.connect(DSN)


def make_pool():
    return ThreadedConnectionPool(1, 5, DSN)
