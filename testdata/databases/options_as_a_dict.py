from databases import Database

database = Database(  # PGB101, PGB110
    "postgresql://shop@pgbouncer.internal:6432/shop",
    options={"statement_cache_size": 0},
    min_size=1,
)
