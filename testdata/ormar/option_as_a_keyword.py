import ormar

database = ormar.DatabaseConnection("postgresql+asyncpg://shop@db.internal/shop", statement_cache_size=0)  # PGB110
