from litestar_asyncpg import AsyncpgConfig, PoolConfig

wrong = AsyncpgConfig(
    pool_config=PoolConfig(  # PGB101
        dsn="postgresql://app@pgbouncer:6432/shop",
        connect_kwargs={"timeout": 5, "command_timeout": 30},
    )
)
misplaced = AsyncpgConfig(
    pool_config=PoolConfig(  # PGB101, PGB110
        dsn="postgresql://app@pgbouncer:6432/shop",
        connect_kwargs={"prepared_statement_cache_size": 0},
    )
)
right = AsyncpgConfig(
    pool_config=PoolConfig(dsn="postgresql://app@pgbouncer:6432/shop", connect_kwargs={"statement_cache_size": 0})
)
