import asyncpg


def open_pool(dsn, *, opts=None):
    return asyncpg.create_pool(dsn, **(opts or {}))  # PGB101
