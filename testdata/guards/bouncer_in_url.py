import os

import psycopg

DSN = os.environ["DATABASE_URL"]

if "pgbouncer" in DSN:
    conn = psycopg.connect(DSN, autocommit=True)  # PGB103
else:
    conn = psycopg.connect(DSN, autocommit=True)
