# config: extend-select = ["PGB401"]
# config: unsafe-fixes = true
# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "session.internal:6432", mode = "session" }, { match = "tracking.internal:6432", mode = "transaction", tracks-statements = true }]
import asyncpg


async def direct() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@db.internal:5432/shop",
        min_size=2,
    )


async def session() -> asyncpg.Connection:
    return await asyncpg.connect("postgresql://app@session.internal:6432/shop")


async def tracking() -> asyncpg.Connection:
    return await asyncpg.connect(host="tracking.internal", port=6432, timeout=5)
