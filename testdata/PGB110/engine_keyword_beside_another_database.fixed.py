# config: versions = {asyncpg = "0.30.0", sqlalchemy = "2.0.44"}
# config: pool-class = "keep"
# expect: constructible = false
from shop_settings import settings
from sqlalchemy.ext.asyncio import create_async_engine

if settings.DATABASE_URL.startswith("sqlite"):
    connect_args = {"check_same_thread": False}
else:
    connect_args = {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    }

engine = create_async_engine(
    settings.DATABASE_URL,
    echo=False,
    connect_args=connect_args,
)
