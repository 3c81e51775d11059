# config: [[endpoints]]
# config: match = "tracking.internal"
# config: mode = "transaction"
# config: tracks-statements = true
# config: [[endpoints]]
# config: match = "sessions.internal"
# config: mode = "session"
import asyncpg


async def tracking_covers_the_protocol_alone():
    connection = await asyncpg.connect("postgresql://shop@tracking.internal/shop")
    await connection.execute("PREPARE one AS SELECT 1")  # PGB307
    return await connection.fetch("EXECUTE one")  # PGB307


async def of_a_session_pooler():
    connection = await asyncpg.connect("postgresql://shop@sessions.internal/shop")
    await connection.execute("PREPARE one AS SELECT 1")
    return await connection.fetch("EXECUTE one")


async def direct():
    connection = await asyncpg.connect("postgresql://shop@db.internal/shop")
    await connection.execute("PREPARE one AS SELECT 1")
    return await connection.fetch("EXECUTE one")
