from asyncpg import *  # noqa: F403


async def open_pool():
    return await create_pool("postgresql://app@localhost:5432/app")  # noqa: F405
