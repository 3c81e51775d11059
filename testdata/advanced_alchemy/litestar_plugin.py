from __future__ import annotations

from advanced_alchemy.extensions.litestar import SQLAlchemyAsyncConfig, SQLAlchemyPlugin

db_config = SQLAlchemyAsyncConfig(  # PGB102, PGB201
    connection_string="postgresql+asyncpg://app@pgbouncer:6432/shop",
    create_all=True,
)
plugin = SQLAlchemyPlugin(config=db_config)
