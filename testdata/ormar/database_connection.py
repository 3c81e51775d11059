# expect: connections = 1, drivers = ["asyncpg"], modes = ["transaction"]
import ormar
import sqlalchemy

base_ormar_config = ormar.OrmarConfig(
    database=ormar.DatabaseConnection("postgresql+asyncpg://shop@pgbouncer.internal:6432/shop"),  # PGB102
    metadata=sqlalchemy.MetaData(),
)
