import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver


async def main() -> PgQueuer:
    connection = await asyncpg.connect(
        "postgresql://app@pgbouncer:6432/jobs", statement_cache_size=0
    )
    return PgQueuer(AsyncpgDriver(connection))
