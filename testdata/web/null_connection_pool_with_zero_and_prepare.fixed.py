from psycopg_pool import NullConnectionPool

pool = NullConnectionPool(
    conninfo="host=localhost port=6432 dbname=appdb user=postgres",
    min_size=0,
    max_size=20,
    open=False,
    kwargs={
        "prepare_threshold": None,
    },
)


def user(email: str):
    with pool.connection() as conn:
        return conn.execute(
            "select id, name, created_at from users where email = %s limit 1",
            (email,),
        ).fetchone()
