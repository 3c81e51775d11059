import asyncpg


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@[2001:db8::17]:6432/app",
        statement_cache_size=0,
    )
    await asyncpg.connect("postgresql://app@[2001:db8::6432]:5432/app")
    await asyncpg.connect("postgresql://app@[::1]/app")
