import asyncpg

from kitchen import oven

DSN = "postgresql://app@pgbouncer:6432/app"


async def main() -> None:
    conn = await asyncpg.connect(DSN, statement_cache_size=0)
    await oven.prepare("dinner")
    await conn.close()
