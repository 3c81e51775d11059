from databases import Database

database = Database(  # PGB110
    "postgresql://shop@db.internal/shop?pgbouncer=true&ssl=true",
    force_rollback=False,
)
