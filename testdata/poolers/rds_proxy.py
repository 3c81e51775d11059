# expect: modes = ["multiplex", "multiplex", "direct"]
import asyncpg
from sqlalchemy.ext.asyncio import create_async_engine

engine = create_async_engine(
    "postgresql+asyncpg://app@app.proxy-cd1ef2klmnop.us-east-1.rds.amazonaws.com/app",
    pool_size=5,
)


async def main() -> None:
    await asyncpg.connect(host="app.proxy-cd1ef2klmnop.us-east-1.rds.amazonaws.com")
    await asyncpg.connect(host="app.cluster-cd1ef2klmnop.us-east-1.rds.amazonaws.com")
