import os

import asyncpg
import psycopg


async def let_through() -> asyncpg.Connection:
    settings = {"jit": "off", "search_path": "shop", "intervalstyle": "iso_8601", "application_name": "shop"}
    return await asyncpg.connect(os.environ["DATABASE_URL"], server_settings=settings)


async def refused() -> asyncpg.Connection:
    return await asyncpg.connect(os.environ["DATABASE_URL"], server_settings={"statement_timeout": "5000"})  # PGB306


def in_options() -> psycopg.Connection:
    psycopg.connect(os.environ["DATABASE_URL"], options="-c statement_timeout=5000")  # PGB306
    return psycopg.connect(os.environ["DATABASE_URL"], options="-c jit=off -c timezone=UTC --search_path=shop")


def old() -> psycopg.Connection:
    psycopg.connect("postgresql://shop@old:6432/shop", options="-c timezone=UTC")  # PGB306
    psycopg.connect("postgresql://shop@old:6432/shop", options=os.environ["SHOP_OPTIONS"])  # PGB306
    return psycopg.connect("postgresql://shop@old:6432/shop", application_name="shop")
