# expect: modes = ["transaction", "transaction", "direct"]
import asyncpg
from sqlalchemy import create_engine

engine = create_engine(  # PGB201
    "postgresql+psycopg://app@ep-cool-moon-123456-pooler.us-east-2.aws.neon.tech/app",
)


async def main() -> None:
    await asyncpg.connect(
        "postgresql://app@ep-cool-moon-123456-pooler.us-east-2.aws.neon.tech/app"
    )
    await asyncpg.connect(
        "postgresql://app@ep-cool-moon-123456.us-east-2.aws.neon.tech/app"
    )
