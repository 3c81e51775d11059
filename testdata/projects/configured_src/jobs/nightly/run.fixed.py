import asyncpg
import common_settings
from harbour.settings import URL


async def main() -> None:
    harbour = await asyncpg.connect(URL, statement_cache_size=0)
    common = await asyncpg.connect(common_settings.URL, statement_cache_size=0)
    await harbour.close()
    await common.close()
