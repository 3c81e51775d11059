import os

import asyncpg


async def totals() -> list[asyncpg.Record]:
    connection = await asyncpg.connect(os.environ["REPORTS_URL"])  # PGB101
    try:
        return await connection.fetch("SELECT month, sum(amount) FROM invoices GROUP BY month")
    finally:
        await connection.close()
