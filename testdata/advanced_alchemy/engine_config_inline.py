# config: pool-class = "null"
from advanced_alchemy.config import AsyncSessionConfig
from advanced_alchemy.config import EngineConfig, SQLAlchemyAsyncConfig

config = SQLAlchemyAsyncConfig(  # PGB102, PGB201
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
    session_config=AsyncSessionConfig(expire_on_commit=False),
    engine_config=EngineConfig(echo=False, pool_size=10, max_overflow=5),
)
