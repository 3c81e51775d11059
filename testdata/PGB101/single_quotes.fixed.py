import asyncpg

OPTIONS = {'command_timeout': 30}


async def main():
    conn = await asyncpg.connect(
        'postgresql://app@pgbouncer:6432/app', statement_cache_size=0
    )
    await conn.execute('select 1', **OPTIONS)
