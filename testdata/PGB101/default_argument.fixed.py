import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


def repository(pool=asyncpg.create_pool(DSN, statement_cache_size=0)):
    return pool
