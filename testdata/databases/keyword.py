# expect: connections = 2, drivers = ["asyncpg", "asyncpg"], modes = ["transaction", "transaction"]
import databases
from databases import Database

database = Database("postgresql://shop@pgbouncer.internal:6432/shop")  # PGB101
reports = databases.Database(  # PGB101
    "postgres://shop@pgbouncer.internal:6432/reports",
    min_size=2,
    max_size=10,
)
