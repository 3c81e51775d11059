import asyncpg


async def staged():
    connection = await asyncpg.connect(
        "postgresql://shop@shop.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com/shop"
    )
    await connection.execute("CREATE TEMP TABLE incoming (id int)")  # PGB304
