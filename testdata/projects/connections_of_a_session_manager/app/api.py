from typing import Annotated

from fastapi import Depends
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.manager import get_db_session, late, sessionmanager

DBSession = Annotated[AsyncSession, Depends(get_db_session)]


async def a(session: DBSession):
    await session.execute(text("SET search_path TO tenant"))  # PGB301
    await session.commit()


async def b(session: DBSession):
    await session.execute(text("SELECT pg_advisory_lock(1)"))  # PGB303


async def c():
    async with sessionmanager.session() as session:
        await session.execute(text("SET search_path TO tenant"))  # PGB301
        await session.commit()


async def d():
    async with sessionmanager.connect() as connection:
        await connection.execute(text("SET search_path TO tenant"))  # PGB301


async def e():
    async with sessionmanager.session() as session:
        await session.execute(text("SET LOCAL search_path TO tenant"))
        await session.commit()


async def f():
    async with late.engine.begin() as connection:
        await connection.execute(text("SET search_path TO tenant"))  # PGB301
