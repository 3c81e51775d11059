import asyncpg

PGBOUNCER_DSN = "postgresql://app:secret@pgbouncer:6432/app"


async def startup(app) -> None:
    app.state.pool = await asyncpg.create_pool(
        dsn=PGBOUNCER_DSN, min_size=5, statement_cache_size=0
    )
