from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


class Database:
    url = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"
    engine = create_async_engine(url, poolclass=NullPool)  # PGB102
