# expect: unresolved = 3, connections = 3
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine


async def connect(dsn: str) -> asyncpg.Connection:
    return await asyncpg.connect(dsn)


class Database:
    def __init__(self, url: str) -> None:
        self.engine = create_async_engine(url)

    async def pool(self, **options):
        return await asyncpg.create_pool(**options)
