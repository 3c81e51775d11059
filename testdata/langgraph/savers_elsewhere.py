# expect: unresolved = 1, connections = 2
import os

from langgraph.checkpoint.postgres import PostgresSaver

with PostgresSaver.from_conn_string("postgresql://postgres:postgres@localhost:5432/postgres") as local:
    local.setup()

with PostgresSaver.from_conn_string(os.environ["DATABASE_URL"]) as saver:
    saver.setup()
