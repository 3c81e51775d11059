# The names of Litestar's own modules are those of Advanced Alchemy.
from litestar.plugins.sqlalchemy import EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy.pool import NullPool


def database(host: str = "pgbouncer") -> SQLAlchemyAsyncConfig:
    return SQLAlchemyAsyncConfig(
        connection_string=f"postgresql+asyncpg://app@{host}:6432/shop",
        engine_config=EngineConfig(
            connect_args={
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
                "prepared_statement_name_func": lambda: "",
            },
            poolclass=NullPool,
        ),
    )
