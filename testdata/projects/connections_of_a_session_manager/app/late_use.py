from app.late_pool import get_pool


async def a():
    async with get_pool().acquire() as conn:
        await conn.execute("SET search_path TO tenant")  # PGB301
