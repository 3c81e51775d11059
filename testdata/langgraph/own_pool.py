from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver
from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool


async def saver() -> AsyncPostgresSaver:
    pool = AsyncConnectionPool(
        "postgresql://app@pgbouncer:6432/agents",
        open=False,
        kwargs={"autocommit": True, "prepare_threshold": None, "row_factory": dict_row},
    )
    return AsyncPostgresSaver(pool)
