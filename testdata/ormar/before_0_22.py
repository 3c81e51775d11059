import databases
import ormar
import sqlalchemy

DATABASE_URL = "postgresql://shop@pgbouncer.internal:6432/shop"

base_ormar_config = ormar.OrmarConfig(
    database=databases.Database(DATABASE_URL),  # PGB101
    metadata=sqlalchemy.MetaData(),
)
