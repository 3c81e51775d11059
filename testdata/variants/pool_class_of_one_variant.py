# config: pool-class = "null"
# config: unsafe-fixes = true
import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

DIRECT = "postgresql+psycopg://app:pw@db.internal:5432/shop"
url = DIRECT if os.getenv("TESTING") else "postgresql+asyncpg://app:pw@pgbouncer:6432/shop"


def _options(url: str):
    if "pgbouncer" not in url:
        return {"poolclass": NullPool}
    return {}


engine = create_async_engine(url, **_options(url))  # PGB102, PGB201
