from sqlalchemy.ext.asyncio import create_async_engine

URL = "postgresql+asyncpg://app:secret@pgbouncer:6432/app"
engine = create_async_engine(URL)  # PGB102, PGB201
