from collections.abc import AsyncIterator
from typing import Annotated

import asyncpg
from fastapi import Depends
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from chat.config import Settings, current, get_settings, get_url

engine = create_async_engine(
    get_settings().database_url,
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    poolclass=NullPool,
)


def make_engine(settings: Settings = Depends(get_settings)) -> AsyncEngine:
    return create_async_engine(
        settings.database_url,
        echo=settings.echo,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
        poolclass=NullPool,
    )


async def session(
    settings: Annotated[Settings, Depends(get_settings)],
) -> AsyncIterator[AsyncSession]:
    bound = create_async_engine(
        settings.database_url,
        connect_args={
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
        poolclass=NullPool,
    )
    async with AsyncSession(bound) as opened:
        yield opened


async def listen() -> asyncpg.Connection:
    return await asyncpg.connect(current().raw_url, statement_cache_size=0)


async def archive() -> asyncpg.Connection:
    return await asyncpg.connect(get_url("archive"), statement_cache_size=0)
