# expect: modes = ["transaction", "direct"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(  # PGB101
        host="mypg.postgres.database.azure.com",
        port=6432,
        ssl="require",
    )
    await asyncpg.connect(host="mypg.postgres.database.azure.com", port=5432)
