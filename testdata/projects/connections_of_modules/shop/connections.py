from fastapi import Depends

from shop import pools
from shop.pools import get_connection, get_pool, state


async def a(connection=Depends(get_connection)):
    await connection.execute("SET search_path TO tenant")  # PGB301


async def b():
    async with pools.pool.acquire() as conn:
        await conn.execute("SET search_path TO tenant")  # PGB301


async def c():
    async with pools.get_pool().acquire() as conn, conn.transaction():
        await conn.execute("SET search_path TO tenant")  # PGB301


async def d():
    async with state.pool.acquire() as conn:
        await conn.execute("SET search_path TO tenant")  # PGB301


async def e():
    pool = get_pool()
    async with pool.acquire() as conn, conn.transaction():
        await conn.execute("SET search_path TO tenant")
        await conn.execute("RESET search_path")
