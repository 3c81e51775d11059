import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def rows(email: str) -> list:
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        return conn.execute(
            "select id, name, created_at from users where email = %s and active",
            (email,),
            binary=True,
        ).fetchall()
