import os

from advanced_alchemy.extensions.litestar import EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]

if ":6543" in url:
    engine_config = EngineConfig(
        poolclass=NullPool,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    )
else:
    engine_config = EngineConfig(pool_size=10)

config = SQLAlchemyAsyncConfig(connection_string=url, engine_config=engine_config)
