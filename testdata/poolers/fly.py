# expect: modes = ["session", "direct"]
import asyncpg


async def main() -> None:
    await asyncpg.connect("postgresql://fly@pgbouncer.d1zj5omzqjvryqkv.flympg.net/fly")
    await asyncpg.connect("postgresql://fly@direct.d1zj5omzqjvryqkv.flympg.net/fly")
