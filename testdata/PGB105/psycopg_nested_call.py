import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ids() -> list[int]:
    with psycopg.connect(DSN) as conn:  # PGB103
        return list(map(int, conn.execute("select 1", prepare=True)))  # PGB105
