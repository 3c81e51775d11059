from langgraph.store.postgres import AsyncPostgresStore, PostgresStore

DB_URI = "postgresql://app@pgbouncer:6432/agents"


def pooled():
    with PostgresStore.from_conn_string(DB_URI, pool_config={"min_size": 1, "max_size": 5}) as store:  # PGB104
        return store


async def right():
    config = {"kwargs": {"prepare_threshold": None}}
    async with AsyncPostgresStore.from_conn_string(DB_URI, pool_config=config) as store:
        return store


def single():
    with PostgresStore.from_conn_string(DB_URI) as store:  # PGB104
        return store
