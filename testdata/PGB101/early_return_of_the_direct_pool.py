import os

import asyncpg

POOLED = "postgresql://app@pgbouncer:6432/app"
DIRECT = "postgresql://app@postgres:5432/app"


def open_pool():
    if os.environ.get("DIRECT"):
        return asyncpg.create_pool(DIRECT)
    return asyncpg.create_pool(POOLED)  # PGB101
