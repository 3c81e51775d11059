# expect: modes = ["?", "direct"]
import psycopg
from psycopg_pool import ConnectionPool

pool = ConnectionPool(
    "postgresql://app:secret@localhost:5432/app",
    kwargs={"prepare_threshold": 0},
    open=False,
)


def connect():
    return psycopg.connect(
        "postgresql://app@db.apbkobhfnmcqqzqeeqss.supabase.co:5432/postgres",
        prepare_threshold=0,
    )
