import os

from advanced_alchemy.extensions.fastapi import EngineConfig, SQLAlchemySyncConfig

engine_config = EngineConfig(
    pool_pre_ping=True,
    connect_args={"prepare_threshold": 0, "application_name": "api"},
)
sqlalchemy_config = SQLAlchemySyncConfig(  # PGB104, PGB201
    connection_string="postgresql+psycopg://app@pgbouncer:6432/shop",
    engine_config=engine_config,
)
reading = SQLAlchemySyncConfig(connection_string=os.environ["REPLICA_URL"])
