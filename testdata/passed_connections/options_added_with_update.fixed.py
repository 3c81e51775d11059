from contextlib import contextmanager

from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

DATABASE_URL = "postgresql+psycopg://app:pw@pgbouncer:6432/shop"
connect_args: dict[str, object] = {}
connect_args.update(keepalives=1, prepare_threshold=None)
engine = create_engine(DATABASE_URL, poolclass=NullPool, connect_args=connect_args)


@contextmanager
def advisory_lock(conn):
    dialect = conn.dialect.name
    lock_id = 424242
    if dialect == "postgresql":
        for attempt in range(60):
            result = conn.execute(text(f"SELECT pg_try_advisory_lock({lock_id})"))  # PGB303
            if result.scalar():
                break
        try:
            yield
        finally:
            conn.execute(text(f"SELECT pg_advisory_unlock({lock_id})"))
    else:
        yield


def main():
    with engine.connect() as conn:
        conn.commit()
        with advisory_lock(conn):
            conn.commit()
