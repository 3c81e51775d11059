import os

from advanced_alchemy.extensions.fastapi import EngineConfig, SQLAlchemySyncConfig
from sqlalchemy.pool import NullPool

engine_config = EngineConfig(
    connect_args={"prepare_threshold": None, "application_name": "api"},
    poolclass=NullPool,
)
sqlalchemy_config = SQLAlchemySyncConfig(
    connection_string="postgresql+psycopg://app@pgbouncer:6432/shop",
    engine_config=engine_config,
)
reading = SQLAlchemySyncConfig(connection_string=os.environ["REPLICA_URL"])
