# config: pool-class = "null"
from advanced_alchemy.config import AsyncSessionConfig
from advanced_alchemy.config import EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy.pool import NullPool

config = SQLAlchemyAsyncConfig(
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
    session_config=AsyncSessionConfig(expire_on_commit=False),
    engine_config=EngineConfig(
        echo=False,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
        poolclass=NullPool,
    ),
)
