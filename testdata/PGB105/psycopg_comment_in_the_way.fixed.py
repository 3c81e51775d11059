import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ping() -> None:
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        conn.execute(
            "select 1",  # the cheapest query
            # binary=True,
        )
