from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(
    config={"host": "pgbouncer.internal", "port": 6432, "database": "shop", "statement_cache_size": 0},
)


async def names():
    connection = await DB.get_new_connection()
    statement = await connection.prepare("select name from products")  # PGB105
    return await statement.fetch()
