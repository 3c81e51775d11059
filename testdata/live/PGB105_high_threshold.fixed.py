import psycopg


def ask(query):
    with psycopg.connect(
        "postgresql://app:secret@pgbouncer.internal:6432/app",
        autocommit=True,
        prepare_threshold=None,
    ) as connection:
        answers = [connection.execute(query).fetchone()[0] for _ in range(3)]
    return answers[-1]


def fetch_value(query):
    return ask(query)
