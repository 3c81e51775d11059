import textwrap

import asyncpg

DSN = textwrap.dedent("""
    postgresql://app@pgbouncer:6432/shop
""").strip()


async def connect():
    return await asyncpg.connect(DSN, statement_cache_size=0)
