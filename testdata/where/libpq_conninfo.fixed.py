import psycopg


def connections() -> None:
    psycopg.connect(
        "host=db.internal port=6432 dbname=app",
        prepare_threshold=None,
    )
    psycopg.connect(
        "dbname=app user=app host='pgbouncer' connect_timeout=5",
        prepare_threshold=None,
    )
    psycopg.connect(
        "host = db.internal  port = 6543 password='it\\'s secret'",
        prepare_threshold=None,
    )
    psycopg.connect("host=db.internal port=5432 dbname=app")
    psycopg.connect("dbname=app password='host=pgbouncer port=6432'")
    psycopg.connect("host=localhost port=5432 application_name=pgbouncer")
