from databases import Database

database = Database(
    "postgresql://shop@pgbouncer.internal:6432/shop",
    min_size=1,
    statement_cache_size=0,
)
