# expect: modes = ["transaction", "transaction"]
import asyncpg
from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgdog:6432/app"
engine = create_engine(URL)  # PGB201


async def main() -> None:
    await asyncpg.connect(host="pgdog", port=6432)
