import os

from sqlalchemy.ext.asyncio import create_async_engine


def async_url(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return url.replace(scheme, "postgresql+asyncpg://", 1)
    return url


engine = create_async_engine(
    async_url(os.environ["DATABASE_URL"]),
    pool_pre_ping=True,
    connect_args={
        "ssl": "require",
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
)
