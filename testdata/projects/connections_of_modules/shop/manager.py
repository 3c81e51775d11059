from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+asyncpg://app@pgbouncer.internal:6432/app"
OPTIONS = {"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}


class SessionManager:
    def __init__(self):
        self._engine = None
        self._sessionmaker = None

    def init(self):
        self._engine = create_async_engine(URL, poolclass=NullPool, connect_args=OPTIONS)
        self._sessionmaker = async_sessionmaker(self._engine)

    @asynccontextmanager
    async def session(self):
        session = self._sessionmaker()
        try:
            yield session
            await session.commit()
        except Exception:
            await session.rollback()
            raise
        finally:
            await session.close()

    @asynccontextmanager
    async def connect(self):
        async with self._engine.begin() as connection:
            yield connection


class Fixed:
    def __init__(self, url):
        self.engine = create_async_engine(url, poolclass=NullPool, connect_args=OPTIONS)
        self.factory = async_sessionmaker(self.engine)

    def session(self):
        return self.factory()


sessionmanager = SessionManager()
fixed = Fixed(URL)
direct = Fixed("postgresql+asyncpg://app@db.internal:5432/app")


async def get_session():
    async with sessionmanager.session() as session:
        yield session
