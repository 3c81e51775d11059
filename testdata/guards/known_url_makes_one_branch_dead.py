import asyncpg

DSN = "postgresql://app@localhost:5432/app"


async def connect() -> asyncpg.Connection:
    if ":6543" in DSN:
        return await asyncpg.connect(DSN)
    return await asyncpg.connect(DSN)
