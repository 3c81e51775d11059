# expect: unresolved = 2
import os

import asyncpg

user = os.environ["DB_USER"]
password = os.environ["DB_PASSWORD"]
host = os.environ["DB_HOST"]
port = os.environ["DB_PORT"]


async def main() -> None:
    await asyncpg.connect(
        f"postgresql://{user}:{password}@pgbouncer:{port}/app",
        statement_cache_size=0,
    )
    await asyncpg.connect(
        f"postgresql://{user}:{password}@{host}:6543/app",
        statement_cache_size=0,
    )
    await asyncpg.connect(f"postgresql://{user}:{password}@{host}:{port}/app")
    await asyncpg.connect(f"{os.environ['DSN']}/app")
    await asyncpg.connect(f"postgresql://{user}:{password}@localhost:5432/app")
