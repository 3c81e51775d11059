import os

import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"
options = {"timeout": 10}
if os.environ.get("TLS"):
    options["ssl"] = "require"
options["statement_cache_size"] = 0

more = {"timeout": 10}
more.update(statement_cache_size=0)

merged = {"timeout": 10} | {"statement_cache_size": 0}


async def main() -> None:
    await asyncpg.connect(DSN, **options)
    await asyncpg.connect(DSN, **more)
    await asyncpg.connect(DSN, **merged)
