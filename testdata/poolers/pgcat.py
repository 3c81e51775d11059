# expect: modes = ["transaction"]
import asyncpg


async def main() -> None:
    await asyncpg.connect(host="pgcat", port=6432)  # PGB101
