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


engine = create_async_engine(  # PGB201
    url,
    **_options(url),
    connect_args=(
        {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
        if url.startswith("postgresql+asyncpg")
        else {}
    ),
)
