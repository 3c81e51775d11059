import asyncpg
import common_settings
from harbour.settings import URL


async def main() -> None:
    harbour = await asyncpg.connect(URL)  # PGB101
    common = await asyncpg.connect(common_settings.URL)  # PGB101
    await harbour.close()
    await common.close()
