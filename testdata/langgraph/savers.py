from langgraph.checkpoint.postgres import PostgresSaver
from langgraph.checkpoint.postgres.aio import AsyncPostgresSaver

DB_URI = "postgresql://app@pgbouncer:6432/agents"


def run(graph):
    with PostgresSaver.from_conn_string(DB_URI) as checkpointer:  # PGB104
        checkpointer.setup()
        return graph.compile(checkpointer=checkpointer)


async def arun(graph):
    async with AsyncPostgresSaver.from_conn_string(DB_URI, pipeline=True) as checkpointer:  # PGB104
        return graph.compile(checkpointer=checkpointer)
