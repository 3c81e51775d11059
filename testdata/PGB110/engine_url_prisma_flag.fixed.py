from sqlalchemy.ext.asyncio import create_async_engine

URL = "postgresql+asyncpg://app@localhost:5432/app"
engine = create_async_engine(URL)
