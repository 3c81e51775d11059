from databases import Database

database = Database(
    "postgresql+asyncpg://shop@pgbouncer.internal:6432/shop", statement_cache_size=0
)
