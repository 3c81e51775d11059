# expect: modes = ["session"]
import psycopg


def connect():
    return psycopg.connect(
        host="c-c9qus4d0oi5d0gke65tu.rw.mdb.yandexcloud.net",
        port=6432,
        sslmode="verify-full",
    )
