from app.app.config import DATABASE_URL
from app.app.pool import create_pool


async def main() -> None:
    pool = await create_pool(DATABASE_URL)
    await pool.close()
