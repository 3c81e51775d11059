import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def user(user_id):
    with psycopg.connect(DSN, prepare_threshold=None) as conn:
        return conn.execute("select * from users where id = %s",
                            (user_id,))
