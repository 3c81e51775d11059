from litestar_asyncpg import AsyncpgConfig, AsyncpgPlugin, PoolConfig

config = AsyncpgConfig(pool_config=PoolConfig(dsn="postgresql://app@pgbouncer:6432/shop", max_size=20))  # PGB101
asyncpg = AsyncpgPlugin(config=config)
