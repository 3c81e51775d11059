from advanced_alchemy.config import EngineConfig, SQLAlchemyAsyncConfig
from advanced_alchemy.config.routing import RoutingConfig
from sqlalchemy.pool import NullPool

config = SQLAlchemyAsyncConfig(
    routing_config=RoutingConfig(
        primary_connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
        read_replicas=["postgresql+asyncpg://app@pgbouncer-replica:6432/shop"],
    ),
    engine_config=EngineConfig(
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
)
