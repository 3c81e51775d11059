import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def rows(email: str) -> list:
    with psycopg.connect(DSN) as conn:  # PGB103
        return conn.execute(  # PGB105
            "select id, name, created_at from users where email = %s and active",
            (email,),
            prepare=True,
            binary=True,
        ).fetchall()
