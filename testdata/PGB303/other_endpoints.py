# config: [[endpoints]]
# config: match = "sessions.internal"
# config: mode = "session"
import os

import asyncpg


async def run():
    for url in ("postgresql://jobs@sessions.internal/jobs", "postgresql://jobs@db.internal/jobs"):
        connection = await asyncpg.connect(url)
        await connection.execute("SELECT pg_advisory_lock(1)")
    unknown = await asyncpg.connect(os.environ["JOBS_URL"])
    await unknown.execute("SELECT pg_advisory_lock(1)")
    pinned = await asyncpg.connect("postgresql://jobs@jobs.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com/jobs")
    await pinned.execute("SELECT pg_advisory_lock(1)")  # PGB303
