def engine_options():
    return {"echo": True, "statement_cache_size": 0}  # as for asyncpg
