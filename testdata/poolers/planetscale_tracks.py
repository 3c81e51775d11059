# expect: modes = ["transaction"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(host="aws-us-east-2-2.pg.psdb.cloud", port=6432)
