import asyncpg
from pgqueuer import PgQueuer
from pgqueuer.db import AsyncpgDriver


async def main() -> PgQueuer:
    connection = await asyncpg.connect("postgresql://app@pgbouncer:6432/jobs")  # PGB101
    return PgQueuer(AsyncpgDriver(connection))
