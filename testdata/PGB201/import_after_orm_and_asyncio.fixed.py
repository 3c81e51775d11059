import os

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import NullPool

from app.settings import settings

DEBUG = os.environ.get("DEBUG") == "1"
app = FastAPI(title=settings.title)
engine = create_async_engine(
    "postgresql+psycopg://app@pgbouncer:6432/app",
    connect_args={"prepare_threshold": None},
    echo=DEBUG,
    poolclass=NullPool,
)
Session = async_sessionmaker(engine)


class Base(DeclarativeBase):
    pass


async def ping() -> None:
    async with Session() as session:
        await session.execute(text("select 1"))
