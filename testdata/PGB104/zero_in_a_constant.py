import os

import psycopg

NEVER = 0


def connect():
    return psycopg.connect(os.environ["DSN"], prepare_threshold=NEVER)  # PGB104
