# expect: modes = ["transaction", "direct"]
import asyncpg

HOST = "p.43lmodgbqvdmlpbjirv22dfciu.db.postgresbridge.com"


async def main() -> None:
    await asyncpg.connect(host=HOST, port=5431)
    await asyncpg.connect(host=HOST, port=5432)
