# expect: modes = ["transaction", "transaction", "direct"]
import asyncpg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app@ep-cool-moon-123456-pooler.us-east-2.aws.neon.tech/app",
    poolclass=NullPool,
)


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@ep-cool-moon-123456-pooler.us-east-2.aws.neon.tech/app"
    )
    await asyncpg.connect(
        "postgresql://app@ep-cool-moon-123456.us-east-2.aws.neon.tech/app"
    )
