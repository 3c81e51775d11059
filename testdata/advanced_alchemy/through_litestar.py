# The names of Litestar's own modules are those of Advanced Alchemy.
from litestar.plugins.sqlalchemy import EngineConfig, SQLAlchemyAsyncConfig


def database(host: str = "pgbouncer") -> SQLAlchemyAsyncConfig:
    return SQLAlchemyAsyncConfig(  # PGB102, PGB201
        connection_string=f"postgresql+asyncpg://app@{host}:6432/shop",
        engine_config=EngineConfig(connect_args={"statement_cache_size": 0}),
    )
