import ormar
from sqlalchemy.pool import NullPool

database = ormar.DatabaseConnection("postgresql+asyncpg://shop@db.internal/shop")
