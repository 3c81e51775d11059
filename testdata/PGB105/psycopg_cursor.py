import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def rows(email: str) -> list:
    with psycopg.connect(DSN) as conn, conn.cursor() as cur:  # PGB103
        cur.execute("select id from users where email = %s", (email,), prepare=True)  # PGB105
        return cur.fetchall()
