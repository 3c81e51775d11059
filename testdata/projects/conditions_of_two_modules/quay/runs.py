import asyncpg
import plugins


def choose(first, second):
    try:
        plugins.load()
        return first
    except ImportError:
        return second


def again(first, second, depth):
    if depth:
        return again(first, second, depth - 1)
    try:
        plugins.load()
        return first
    except ImportError:
        return second


def pair(url, size):
    try:
        plugins.load()
        return {"dsn": url, "statement_cache_size": size}
    except ImportError:
        return {"dsn": "postgresql://app@db.internal:5432/shop", "statement_cache_size": 0}


async def of_two_runs():
    url = choose("postgresql://app@pgbouncer.internal:6432/shop", "postgresql://app@db.internal:5432/shop")
    return await asyncpg.create_pool(url, statement_cache_size=choose(100, 0))


async def of_two_recursions():
    url = again("postgresql://app@pgbouncer.internal:6432/shop", "postgresql://app@db.internal:5432/shop", 1)
    return await asyncpg.create_pool(url, statement_cache_size=again(100, 0, 1))


async def of_one_run():
    return await asyncpg.create_pool(**pair("postgresql://app@pgbouncer.internal:6432/shop", 100))  # PGB101
