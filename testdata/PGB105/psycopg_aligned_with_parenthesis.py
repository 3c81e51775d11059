import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"


def user(user_id):
    with psycopg.connect(DSN) as conn:  # PGB103
        return conn.execute("select * from users where id = %s",  # PGB105
                            (user_id,),
                            prepare=True)
