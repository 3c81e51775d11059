from litestar_asyncpg import AsyncpgConfig, PoolConfig

wrong = AsyncpgConfig(
    pool_config=PoolConfig(
        dsn="postgresql://app@pgbouncer:6432/shop",
        connect_kwargs={"timeout": 5, "command_timeout": 30, "statement_cache_size": 0},
    )
)
misplaced = AsyncpgConfig(
    pool_config=PoolConfig(
        dsn="postgresql://app@pgbouncer:6432/shop",
        connect_kwargs={"statement_cache_size": 0},
    )
)
right = AsyncpgConfig(
    pool_config=PoolConfig(dsn="postgresql://app@pgbouncer:6432/shop", connect_kwargs={"statement_cache_size": 0})
)
