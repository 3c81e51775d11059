import ormar

database = ormar.DatabaseConnection(
    "postgresql+asyncpg://shop@db.internal/shop",
    connect_args={"statement_cache_size": 0},
)
