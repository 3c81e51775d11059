# expect: unresolved = 3
import os

import psycopg

DSN = os.environ["DATABASE_URL"]


def connect():
    psycopg.connect(DSN, prepare_threshold=1)
    psycopg.connect(DSN, prepare_threshold=None)
    psycopg.connect(DSN)
