# expect: modes = ["transaction", "?"]
from databases import Database

pooled = Database(
    "postgresql://shop@db.internal:5432/shop",
    host="pgbouncer.internal",
    port=6432,
    statement_cache_size=0,
)
direct = Database("postgresql://shop@pgbouncer.internal:6432/shop", host="db.internal", port=5432)
