import os

import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"
SIZE = 0 if os.environ.get("POOLED") else 100


async def main() -> None:
    await asyncpg.connect(DSN, statement_cache_size=0)
