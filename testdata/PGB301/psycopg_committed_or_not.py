# config: unsafe-fixes = true
import psycopg
from psycopg import sql

DSN = "postgresql://shop@pgbouncer.internal:6432/shop"


def in_autocommit(schema):
    with psycopg.connect(DSN, autocommit=True, prepare_threshold=None) as conn:
        conn.execute(sql.SQL("SET search_path TO {}").format(sql.Identifier(schema)))  # PGB301
        return conn.execute("SELECT count(*) FROM orders").fetchone()


def committed():
    conn = psycopg.connect(DSN, prepare_threshold=None)
    with conn.cursor() as cur:
        cur.execute("SET lock_timeout = '3s'")  # PGB301
        cur.execute("ALTER TABLE orders ADD COLUMN note text")
    conn.commit()
    conn.close()


def rolled_back():
    conn = psycopg.connect(DSN, prepare_threshold=None)
    conn.execute("SET lock_timeout = '3s'")
    rows = conn.execute("SELECT 1").fetchall()
    conn.close()
    return rows
