import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ids() -> list[int]:
    with psycopg.connect(DSN) as conn:  # PGB103
        rows = conn.execute(  # PGB105
            "select id from orders where paid and shipped_at is null"  # the partial index
            , prepare=True
        )
        return [row[0] for row in rows]
