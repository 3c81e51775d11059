# expect: connections = 0
import aioredis


async def main():
    return await aioredis.create_pool("redis://pgbouncer:6432")
