from fastapi import Depends
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from shop.manager import direct, fixed, get_session, sessionmanager


async def managed():
    async with sessionmanager.session() as session:
        await session.execute(text("SET search_path TO tenant"))  # PGB301


async def connected():
    async with sessionmanager.connect() as connection:
        await connection.execute(text("SET search_path TO tenant"))  # PGB301


async def of_instance():
    async with fixed.session() as session:
        await session.execute(text("SET search_path TO tenant"))  # PGB301
        await session.commit()


async def of_direct():
    async with direct.session() as session:
        await session.execute(text("SET search_path TO tenant"))
        await session.commit()


async def route(session: AsyncSession = Depends(get_session)):
    await session.execute(text("SET search_path TO tenant"))  # PGB301


async def read_only(session: AsyncSession = Depends(get_session)):
    await session.execute(text("SET LOCAL search_path TO tenant"))
