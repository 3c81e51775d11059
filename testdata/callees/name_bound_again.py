# expect: connections = 0
import asyncpg

from fakes import FakeDriver

asyncpg = FakeDriver()


async def open_pool():
    return await asyncpg.create_pool("postgresql://app@pgbouncer:6432/app")
