# config: endpoints = [{ match = "*.neon.tech", mode = "transaction", tracks-statements = false }]
import asyncpg

HOST = "ep-cool-moon-123456-pooler.us-east-2.aws.neon.tech"


async def main() -> None:
    await asyncpg.connect(host=HOST, database="app", statement_cache_size=0)
