import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = os.getenv("DATABASE_URL")
if not url:
    url = "sqlite+aiosqlite:///./app.db"
engine = create_async_engine(
    url,
    echo=False,
    connect_args=(
        {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
        if url.startswith("postgresql")
        else {}
    ),
    poolclass=NullPool if url.startswith("postgresql") else None,
)

other = os.getenv("DATABASE_URL")
if other is None:
    other = "sqlite+aiosqlite:///./app.db"
engine2 = create_async_engine(
    other,
    echo=False,
    connect_args=(
        {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
        if other.startswith("postgresql")
        else {}
    ),
    poolclass=NullPool if other.startswith("postgresql") else None,
)

third = os.getenv("DATABASE_URL")
if not third:
    raise SystemExit("set DATABASE_URL")
engine3 = create_async_engine(
    third,
    echo=False,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)
