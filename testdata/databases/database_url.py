from databases import Database, DatabaseURL

URL = DatabaseURL("postgresql://shop@pgbouncer.internal:6432/shop")


def make():
    return Database(URL)  # PGB101
