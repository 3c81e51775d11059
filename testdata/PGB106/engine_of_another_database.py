# config: versions = {asyncpg = "0.30.0", sqlalchemy = "2.0.44"}
# expect: constructible = false
from shop_settings import settings
from sqlalchemy.ext.asyncio import create_async_engine

connect_args = {}
if settings.DATABASE_URL.startswith("sqlite"):
    connect_args = {"check_same_thread": False}
else:
    connect_args = {"statement_cache_size": 0}

engine = create_async_engine(settings.DATABASE_URL, connect_args=connect_args)  # PGB106
