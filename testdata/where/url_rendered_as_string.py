import asyncpg
from sqlalchemy import make_url

url = make_url("postgresql://app@pgbouncer:6432/app")


async def main() -> None:
    await asyncpg.connect(url.render_as_string(hide_password=False))  # PGB101
    await asyncpg.connect(str(url))  # PGB101
