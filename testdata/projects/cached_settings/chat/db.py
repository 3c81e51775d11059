from collections.abc import AsyncIterator
from typing import Annotated

import asyncpg
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from chat.config import Settings, current, get_settings, get_url

engine = create_async_engine(get_settings().database_url)  # PGB102, PGB201


def make_engine(settings: Settings = Depends(get_settings)) -> AsyncEngine:
    return create_async_engine(settings.database_url, echo=settings.echo)  # PGB102, PGB201


async def session(
    settings: Annotated[Settings, Depends(get_settings)],
) -> AsyncIterator[AsyncSession]:
    bound = create_async_engine(settings.database_url)  # PGB102, PGB201
    async with AsyncSession(bound) as opened:
        yield opened


async def listen() -> asyncpg.Connection:
    return await asyncpg.connect(current().raw_url)  # PGB101


async def archive() -> asyncpg.Connection:
    return await asyncpg.connect(get_url("archive"))  # PGB101
