from pydantic_settings import BaseSettings
from sqlalchemy.ext.asyncio import create_async_engine


class Settings(BaseSettings):
    DATABASE_URL: str = "postgresql://localhost:5432/shop"
    DB_POOL_SIZE: int = 5


settings = Settings()


def _async_url(url: str) -> str:
    if url.startswith("postgresql://"):
        return url.replace("postgresql://", "postgresql+asyncpg://", 1)
    if url.startswith("postgres://"):
        return url.replace("postgres://", "postgresql+asyncpg://", 1)
    if "sqlite" in url:
        return url.replace("sqlite:///", "sqlite+aiosqlite:///", 1)
    return url


def get_engine():
    db_url = settings.DATABASE_URL
    is_sqlite = "sqlite" in db_url
    kwargs = dict(pool_pre_ping=True)
    if not is_sqlite:
        kwargs.update(
            pool_size=settings.DB_POOL_SIZE,
            connect_args={
                "statement_cache_size": 0,
                "prepared_statement_cache_size": 0,
                "prepared_statement_name_func": lambda: "",
            },
        )
    return create_async_engine(_async_url(db_url), **kwargs)  # PGB201
