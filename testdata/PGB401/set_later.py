# config: extend-select = ["PGB401"]
# config: unsafe-fixes = true
# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "session.internal:6432", mode = "session" }, { match = "tracking.internal:6432", mode = "transaction", tracks-statements = true }]
from psycopg_pool import ConnectionPool


def configure(connection):
    connection.prepare_threshold = None


pool = ConnectionPool("postgresql://app@db.internal:5432/shop", configure=configure, open=False)  # PGB401
