from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from app.deps import get_connection, get_pool, get_session

router = APIRouter()
Pool = Annotated[object, Depends(get_pool)]


@router.get("/a")
async def a(request: Request):
    await request.app.state.pool.execute("SET statement_timeout = 1")  # PGB301


@router.get("/b")
async def b(connection=Depends(get_connection)):
    await connection.execute("SET statement_timeout = 1")  # PGB301


@router.get("/c")
async def c(pool: Pool):
    async with pool.acquire() as connection:
        await connection.execute("SET statement_timeout = 1")  # PGB301


@router.get("/d")
async def d(request: Request):
    async with request.app.state.direct.acquire() as connection:
        await connection.add_listener("jobs", print)


@router.get("/e")
async def e(session: AsyncSession = Depends(get_session)):
    await session.execute(text("SET search_path TO tenant"))  # PGB301


@router.get("/f")
async def f(request: Request):
    await request.app.state.store.lock()


@router.get("/g")
async def g(connection=Depends(get_connection)):
    async with connection.transaction():
        await connection.execute("SET LOCAL search_path TO tenant")


@router.get("/h")
async def h(request: Request):
    await request.state.unknown.execute("SET search_path TO tenant")
