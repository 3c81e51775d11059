import psycopg


def ask(query):
    with psycopg.connect("postgresql://app:secret@pgbouncer.internal:6432/app", autocommit=True, prepare_threshold=1000) as connection:  # PGB103
        answers = [connection.execute(query, prepare=True).fetchone()[0] for _ in range(3)]  # PGB105
    return answers[-1]


def fetch_value(query):
    return ask(query)
