from sqlalchemy.ext.asyncio import create_async_engine

URL = "postgresql+asyncpg://app@localhost:5432/app?sslmode=require"
engine = create_async_engine(URL, echo=True)  # PGB110
