# expect: unresolved = 3
import os
from os import environ, getenv

import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"
LOCAL = "postgresql://app@localhost:5432/app"


async def main() -> None:
    await asyncpg.connect(os.getenv("DSN", DSN), statement_cache_size=0)
    await asyncpg.connect(os.environ.get("DSN", DSN), statement_cache_size=0)
    await asyncpg.connect(getenv("DSN", default=DSN), statement_cache_size=0)
    await asyncpg.connect(environ.get("DSN") or DSN, statement_cache_size=0)
    await asyncpg.connect(os.environ["DSN"])
    await asyncpg.connect(os.getenv("DSN"))
    await asyncpg.connect(os.getenv("DSN", LOCAL))
