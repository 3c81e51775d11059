import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"


def repository(pool=asyncpg.create_pool(DSN)):  # PGB101
    return pool
