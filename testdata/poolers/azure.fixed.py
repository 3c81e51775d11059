# expect: modes = ["transaction", "direct"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(
        host="mypg.postgres.database.azure.com",
        port=6432,
        ssl="require",
        statement_cache_size=0,
    )
    await asyncpg.connect(host="mypg.postgres.database.azure.com", port=5432)
