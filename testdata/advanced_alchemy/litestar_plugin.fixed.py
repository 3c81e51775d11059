from __future__ import annotations

from advanced_alchemy.extensions.litestar import (
    EngineConfig,
    SQLAlchemyAsyncConfig,
    SQLAlchemyPlugin,
)
from sqlalchemy.pool import NullPool

db_config = SQLAlchemyAsyncConfig(
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
    create_all=True,
    engine_config=EngineConfig(
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
)
plugin = SQLAlchemyPlugin(config=db_config)
