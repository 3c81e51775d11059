# expect: connections = 2, drivers = ["asyncpg", "asyncpg"], modes = ["transaction", "transaction"]
import databases
from databases import Database

database = Database(
    "postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0
)
reports = databases.Database(
    "postgres://shop@pgbouncer.internal:6432/reports",
    min_size=2,
    max_size=10,
    statement_cache_size=0,
)
