from advanced_alchemy.extensions.litestar import EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy.pool import NullPool

config = SQLAlchemyAsyncConfig(
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
    engine_config=EngineConfig(
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
)
