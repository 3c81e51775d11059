import os

import asyncpg

POOLED = "postgresql://app@pgbouncer:6432/app"
DIRECT = "postgresql://app@localhost:5432/app"
dev = os.environ["ENV"] == "dev"


async def main() -> None:
    await asyncpg.connect(DIRECT if dev else POOLED, statement_cache_size=0)
    await asyncpg.connect(os.environ.get("DSN") or POOLED, statement_cache_size=0)
    await asyncpg.connect(DIRECT if dev else DIRECT)
