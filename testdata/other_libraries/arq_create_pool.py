# expect: connections = 0
from arq import create_pool
from arq.connections import RedisSettings


async def main() -> None:
    redis = await create_pool(RedisSettings(host="pgbouncer", port=6432))
    await redis.enqueue_job("send")
