from databases import Database

database = Database(
    "postgresql://shop@db.internal/shop?ssl=true",
    force_rollback=False,
)
