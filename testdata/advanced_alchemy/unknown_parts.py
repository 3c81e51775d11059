# expect: unresolved = 4
from advanced_alchemy.config import EngineConfig, SQLAlchemyAsyncConfig
from sqlalchemy.ext.asyncio import create_async_engine

from app.settings import settings

URL = "postgresql+asyncpg://app@pgbouncer:6432/shop"


def make_engine(url, **options):
    return create_async_engine(url.replace("6432", "5432"), **options)


given = SQLAlchemyAsyncConfig(connection_string=URL, engine_config=settings.engine)
unpacked = SQLAlchemyAsyncConfig(connection_string=URL, engine_config=EngineConfig(**settings.engine_options))
callable_given = SQLAlchemyAsyncConfig(connection_string=URL, create_engine_callable=make_engine)
