import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def ids() -> list[int]:
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        rows = conn.execute(
            "select id from orders where paid and shipped_at is null"  # the partial index
        )
        return [row[0] for row in rows]
