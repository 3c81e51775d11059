import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ids() -> list[int]:
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        return list(map(int, conn.execute("select 1")))
