# expect: modes = ["transaction", "transaction"]
import asyncpg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

HOST = "ep-mute-sea-55480419-pooler.us-east-1.postgres.vercel-storage.com"

engine = create_engine(
    f"postgresql+psycopg2://default@{HOST}/verceldb", poolclass=NullPool
)


async def main() -> None:
    await asyncpg.connect(host=HOST, database="verceldb")
