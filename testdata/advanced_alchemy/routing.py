from advanced_alchemy.config import SQLAlchemyAsyncConfig
from advanced_alchemy.config.routing import RoutingConfig

config = SQLAlchemyAsyncConfig(  # PGB102, PGB201
    routing_config=RoutingConfig(
        primary_connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
        read_replicas=["postgresql+asyncpg://app@pgbouncer-replica:6432/shop"],
    ),
)
