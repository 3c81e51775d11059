# expect: modes = ["transaction", "transaction"]
from advanced_alchemy.config import EngineConfig
from advanced_alchemy.config.asyncio import SQLAlchemyAsyncConfig

ENGINE = EngineConfig(pool_size=4)

orders = SQLAlchemyAsyncConfig(  # PGB102, PGB201
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/orders",
    engine_config=ENGINE,
    bind_key="orders",
)
stock = SQLAlchemyAsyncConfig(  # PGB102, PGB201
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/stock",
    engine_config=ENGINE,
    bind_key="stock",
)
