import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

URL = os.environ["DATABASE_URL"]


def make_engine():
    if ":6543" in URL:
        return create_async_engine(  # PGB102
            URL,
            poolclass=NullPool,
            connect_args={
                "statement_cache_size": 0,
            },
        )
    return create_async_engine(URL)
