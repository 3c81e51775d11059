import asyncpg
from pydantic import PostgresDsn

DSN = PostgresDsn("postgresql://app@pgbouncer:6432/app")


async def main() -> None:
    await asyncpg.connect(  # PGB101
        str(DSN),
    )
    await asyncpg.connect(  # PGB101
        DSN.unicode_string(),
    )
