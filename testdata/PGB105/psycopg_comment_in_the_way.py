import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ping() -> None:
    with psycopg.connect(DSN) as conn:  # PGB103
        conn.execute(  # PGB105
            "select 1",  # the cheapest query
            prepare=True,
            # binary=True,
        )
