import os

import psycopg

options = {"autocommit": True, "prepare_threshold": 0}


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], **options)  # PGB104
