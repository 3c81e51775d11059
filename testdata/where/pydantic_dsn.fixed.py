import asyncpg
from pydantic import PostgresDsn

DSN = PostgresDsn("postgresql://app@pgbouncer:6432/app")


async def main() -> None:
    await asyncpg.connect(
        str(DSN),
        statement_cache_size=0,
    )
    await asyncpg.connect(
        DSN.unicode_string(),
        statement_cache_size=0,
    )
