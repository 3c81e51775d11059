def engine_options():
    return {"echo": True}  # as for asyncpg
