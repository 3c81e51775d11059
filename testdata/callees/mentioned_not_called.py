# expect: connections = 0
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

FACTORIES = {"asyncpg": asyncpg.create_pool, "sqlalchemy": create_async_engine}
DSN = "postgresql://app@pgbouncer:6432/app"


def driver(name: str):
    return FACTORIES[name]
