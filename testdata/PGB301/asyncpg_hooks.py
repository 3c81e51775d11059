import asyncpg


async def init_connection(conn: asyncpg.Connection) -> None:
    await conn.set_type_codec("json", encoder=str, decoder=str, schema="pg_catalog")
    await conn.execute("SET application_name = 'worker'")
    await conn.execute("SET jit = off")  # PGB301


async def on_acquire(conn):
    await conn.execute("SET idle_in_transaction_session_timeout = '10s'")  # PGB301


async def main():
    return await asyncpg.create_pool(
        "postgresql://shop@pgbouncer.internal:6432/shop",
        statement_cache_size=0,
        init=init_connection,
        setup=on_acquire,
    )
