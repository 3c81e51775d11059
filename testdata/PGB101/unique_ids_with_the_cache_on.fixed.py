from uuid import uuid4

import asyncpg


class UniqueNames(asyncpg.Connection):
    def _get_unique_id(self, prefix: str) -> str:
        return f"__asyncpg_{prefix}_{uuid4()}__"


async def open_pool() -> asyncpg.Pool:
    return await asyncpg.create_pool(
        "postgresql://app@pgbouncer:6432/app",
        connection_class=UniqueNames,
        statement_cache_size=0,
    )
