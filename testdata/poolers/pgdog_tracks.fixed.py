# expect: modes = ["transaction", "transaction"]
import asyncpg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgdog:6432/app"
engine = create_engine(URL, poolclass=NullPool)


async def main() -> None:
    await asyncpg.connect(host="pgdog", port=6432)
