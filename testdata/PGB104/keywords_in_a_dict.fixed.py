import os

import psycopg

options = {"autocommit": True, "prepare_threshold": None}


def connect():
    return psycopg.connect(os.environ["DATABASE_URL"], **options)
