import os

import asyncpg

PASSWORD = os.environ["PGPASSWORD"]


async def main() -> None:
    await asyncpg.connect(
        f"postgresql://app:{PASSWORD}@ep-x-pooler.c-2.us-east-1.aws.neon.tech:5432/app"
    )
