from databases import Database

database = Database("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)


async def names():
    async for row in database.iterate("select name from products"):  # PGB105
        print(row["name"])


async def all_names():
    return await database.fetch_all("select name from products")


async def within_a_connection():
    async with database.connection() as connection:
        async for row in connection.iterate("select name from products"):  # PGB105
            print(row["name"])
        await connection.raw_connection.prepare("select 1")  # PGB105
