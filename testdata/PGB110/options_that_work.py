import asyncpg
import psycopg
from sqlalchemy import create_engine
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "postgresql+asyncpg://app@localhost/app?prepared_statement_cache_size=0&ssl=require"
)
other = create_engine(
    "postgresql+psycopg2://app@localhost/app?sslmode=require&connect_timeout=5"
)
third = create_engine("postgresql+psycopg://app@localhost/app?sslmode=require")


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@localhost/app?sslmode=require&application_name=api",
        server_settings={"jit": "off", "search_path": "app"},
    )
    psycopg.connect("postgresql://app@localhost/app?sslmode=require")
