# config: [[endpoints]]
# config: match = "sessions.internal"
# config: mode = "session"
# config: [[endpoints]]
# config: match = "tracking.internal"
# config: mode = "transaction"
# config: tracks-statements = true
import os

import asyncpg


async def of_a_session_pooler():
    connection = await asyncpg.connect("postgresql://shop@sessions.internal:6432/shop")
    await connection.execute("SET search_path TO shop")


async def direct():
    connection = await asyncpg.connect("postgresql://shop@db.internal:5432/shop")
    await connection.execute("SET search_path TO shop")


async def unknown():
    connection = await asyncpg.connect(os.environ["SHOP_URL"])
    await connection.execute("SET search_path TO shop")


async def of_whoever_calls(connection):
    await connection.execute("SET search_path TO shop")


async def tracking_statements_is_no_help():
    connection = await asyncpg.connect("postgresql://shop@tracking.internal/shop")
    await connection.execute("SET search_path TO shop")  # PGB301


async def pinned_by_rds_proxy():
    connection = await asyncpg.connect(
        "postgresql://shop@shop.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com/shop"
    )
    await connection.execute("SET search_path TO shop")  # PGB301


async def supabase():
    connection = await asyncpg.connect(
        "postgresql://postgres.abc@aws-0-eu-west-1.pooler.supabase.com:6543/postgres", statement_cache_size=0
    )
    await connection.execute("SET search_path TO shop")  # PGB301
