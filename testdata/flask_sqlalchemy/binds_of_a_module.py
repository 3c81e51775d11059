# expect: connections = 3
SQLALCHEMY_DATABASE_URI = "postgresql+psycopg://shop@localhost/shop"
SQLALCHEMY_BINDS = {
    "plain": "postgresql+psycopg://shop@pgbouncer:6432/plain",  # PGB103, PGB201
    "meta": {"url": "postgresql+psycopg://shop@pgbouncer:6432/meta"},  # PGB103, PGB201
}
