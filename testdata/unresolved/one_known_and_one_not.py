# expect: unresolved = 1, connections = 2
import os

import asyncpg

DSN = os.environ["DSN"]


async def main() -> None:
    await asyncpg.connect(DSN)
    await asyncpg.connect("postgresql://app@localhost:5432/app")
