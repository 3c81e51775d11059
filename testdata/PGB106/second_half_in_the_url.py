# expect: unresolved = 1
import os

from sqlalchemy.ext.asyncio import create_async_engine

HOST = os.environ["DB_HOST"]

engine = create_async_engine(
    f"postgresql+asyncpg://app@{HOST}/app?prepared_statement_cache_size=0",
    connect_args={"statement_cache_size": 0},
)
