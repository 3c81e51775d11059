import psycopg


def ping() -> None:
    with psycopg.connect("postgresql://app@localhost:5432/app") as conn:
        conn.execute("select 1", prepare=True)
