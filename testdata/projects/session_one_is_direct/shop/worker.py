import asyncpg

from shop.db import connect, connect_directly


async def handed(connection: asyncpg.Connection) -> None:
    await connection.execute("LISTEN jobs")


async def listen() -> None:
    connection = await connect_directly()
    await connection.execute("LISTEN jobs")
    await handed(connection)


async def tenant() -> None:
    connection = await connect()
    await connection.execute("SET search_path TO tenant")  # PGB301
