# expect: modes = ["transaction", "transaction"]
import asyncpg
from sqlalchemy import create_engine

HOST = "ep-mute-sea-55480419-pooler.us-east-1.postgres.vercel-storage.com"

engine = create_engine(f"postgresql+psycopg2://default@{HOST}/verceldb")  # PGB201


async def main() -> None:
    await asyncpg.connect(host=HOST, database="verceldb")
