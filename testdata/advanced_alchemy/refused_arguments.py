from advanced_alchemy.extensions.litestar import EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy.pool import NullPool

config = SQLAlchemyAsyncConfig(  # PGB202
    connection_string="postgresql+asyncpg://app@db.internal:5432/shop",
    engine_config=EngineConfig(poolclass=NullPool, pool_size=5, max_overflow=10),
)
