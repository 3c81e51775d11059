import databases
import ormar
import sqlalchemy

DATABASE_URL = "postgresql://shop@pgbouncer.internal:6432/shop"

base_ormar_config = ormar.OrmarConfig(
    database=databases.Database(DATABASE_URL, statement_cache_size=0),
    metadata=sqlalchemy.MetaData(),
)
