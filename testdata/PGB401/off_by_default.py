# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }]
import asyncpg


async def connect():
    return await asyncpg.connect("postgresql://app@db.internal:5432/shop", statement_cache_size=0)
