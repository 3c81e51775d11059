# config: extend-select = ["PGB401"]
# config: unsafe-fixes = true
# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "session.internal:6432", mode = "session" }, { match = "tracking.internal:6432", mode = "transaction", tracks-statements = true }]
from advanced_alchemy.extensions.litestar import EngineConfig, SQLAlchemyAsyncConfig

config = SQLAlchemyAsyncConfig(  # PGB401
    connection_string="postgresql+asyncpg://app@db.internal:5432/shop",
    engine_config=EngineConfig(
        pool_size=5,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    ),
)
