import asyncpg


async def main() -> None:
    await asyncpg.connect(  # PGB101
        "postgresql://app@[2001:db8::17]:6432/app",
    )
    await asyncpg.connect("postgresql://app@[2001:db8::6432]:5432/app")
    await asyncpg.connect("postgresql://app@[::1]/app")
