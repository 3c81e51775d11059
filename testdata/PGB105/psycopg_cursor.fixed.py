import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def rows(email: str) -> list:
    with psycopg.connect(DSN, prepare_threshold=None) as conn, conn.cursor() as cur:
        cur.execute("select id from users where email = %s", (email,))
        return cur.fetchall()
