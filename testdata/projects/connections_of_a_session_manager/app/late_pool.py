import asyncpg

_pool = None


async def init_pool(dsn: str, *, size: int = 5) -> None:
    global _pool
    _pool = await asyncpg.create_pool(dsn, max_size=size, statement_cache_size=0)


def get_pool():
    if _pool is None:
        raise RuntimeError("no pool")
    return _pool
