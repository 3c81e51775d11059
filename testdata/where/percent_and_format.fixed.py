import asyncpg

TEMPLATE = "postgresql://{user}@{host}:{port}/app"
NUMBERED = "postgresql://app@{0}:{1}/app"
NAMED = "postgresql://app@%(host)s:%(port)d/app"


async def main() -> None:
    await asyncpg.connect(
        TEMPLATE.format(user="app", host="pgbouncer", port=6432),
        statement_cache_size=0,
    )
    await asyncpg.connect(
        NUMBERED.format("pgbouncer", 6432),
        statement_cache_size=0,
    )
    await asyncpg.connect(
        NAMED % {"host": "pgbouncer", "port": 6432},
        statement_cache_size=0,
    )
    await asyncpg.connect(TEMPLATE.format(user="app", host="localhost", port=5432))
    await asyncpg.connect(NUMBERED.format("localhost", 5432))
    await asyncpg.connect(NAMED % {"host": "localhost", "port": 5432})
