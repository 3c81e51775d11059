import os

import psycopg

DSN = os.environ["DATABASE_URL"]

if "pgbouncer" in DSN:
    conn = psycopg.connect(DSN, autocommit=True, prepare_threshold=None)
else:
    conn = psycopg.connect(DSN, autocommit=True)
