from databases import Database

OPTIONS = {
    "min_size": 1,
    "max_size": 5,
}


def connect():
    return Database("postgresql://shop@pgbouncer.internal:6432/shop", **OPTIONS)  # PGB101
