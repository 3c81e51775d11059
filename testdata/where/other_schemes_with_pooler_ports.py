import asyncpg
from sqlalchemy import create_engine

CACHE = "redis://cache:6543/0"
BROKER = "amqp://guest@rabbit:25061//"
DSN = "postgresql://app@localhost:5432/app"

engine = create_engine("mysql+pymysql://app@db:25061/app", pool_size=3)


async def main() -> None:
    await asyncpg.connect(DSN)
