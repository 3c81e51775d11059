from databases import Database

database = Database("postgresql://shop@db.internal/shop")


async def names():
    async for row in database.iterate("select name from products"):
        print(row["name"])
