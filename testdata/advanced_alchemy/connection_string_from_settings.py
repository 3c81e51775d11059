# expect: unresolved = 1
from advanced_alchemy.extensions.sanic import EngineConfig, SQLAlchemyAsyncConfig

from app.settings import settings

config = SQLAlchemyAsyncConfig(
    connection_string=settings.url,
    engine_config=EngineConfig(pool_size=settings.pool_size),
)
