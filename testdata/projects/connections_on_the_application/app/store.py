class Store:
    def __init__(self, pool):
        self._pool = pool

    async def lock(self):
        async with self._pool.acquire() as conn:
            await conn.execute("SELECT pg_advisory_lock(1)")  # PGB303
