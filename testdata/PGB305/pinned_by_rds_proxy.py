import asyncpg


async def read():
    connection = await asyncpg.connect(
        "postgresql://shop@shop.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com/shop"
    )
    await connection.execute("DECLARE rows CURSOR WITH HOLD FOR SELECT 1")  # PGB305
