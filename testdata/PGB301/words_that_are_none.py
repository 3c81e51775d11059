import asyncpg

UPDATE = """
    UPDATE orders SET search_path = 'x', role = $1 -- SET ROLE admin
    WHERE "SET x" = 'SET work_mem = 1' /* SET jit = off; */
"""


async def right(connection_name: str) -> None:
    """SET search_path TO nothing."""
    connection = await asyncpg.connect("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    await connection.execute(UPDATE, connection_name)
    await connection.execute("INSERT INTO settings (set_config, reset) VALUES ('SET role', 'set_config(a, b, false)')")
    await connection.fetch("SELECT $q$SET search_path TO x$q$, current_setting('search_path')")
    await connection.execute("ALTER ROLE shop SET statement_timeout = '5s'")
    await connection.execute("CREATE FUNCTION f() RETURNS void AS $$ SET work_mem = '1GB' $$ LANGUAGE sql")
    await connection.execute("ALTER TABLE orders ALTER COLUMN day SET DEFAULT now()")
    print("SET search_path TO x")


async def of_the_transaction() -> None:
    connection = await asyncpg.connect("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    async with connection.transaction():
        await connection.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE; SET CONSTRAINTS ALL DEFERRED")
        await connection.execute("SET LOCAL ROLE reporting")
        await connection.fetchval("SELECT set_config('search_path', $1, true)", "shop")
        await connection.execute("SET LOCAL search_path TO shop")


async def tracked() -> None:
    connection = await asyncpg.connect("postgresql://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)
    await connection.execute("SET TIME ZONE 'UTC'; SET NAMES 'UTF8'; SET DateStyle TO ISO, MDY")
    await connection.execute("SET application_name TO worker")
    await connection.fetchval("SELECT set_config('TimeZone', 'UTC', false)")
