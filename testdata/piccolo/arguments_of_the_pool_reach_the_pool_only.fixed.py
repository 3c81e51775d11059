from piccolo.engine.postgres import PostgresEngine

DB = PostgresEngine(
    config={
        "host": "pgbouncer.internal",
        "port": 6432,
        "database": "shop",
        "statement_cache_size": 0,
    }
)


async def open_database_connection_pool():
    await DB.start_connection_pool(max_size=10, statement_cache_size=0)
