# expect: connections = 1
from langgraph.store.postgres import PostgresStore

MARKER = "-pooler."


class Memory:
    def __init__(self, url: str, schema: str = "") -> None:
        host = url.partition("@")[2]
        if schema and MARKER in host:
            print("a schema needs the direct address")
        self.url = url

    def open(self):
        return PostgresStore.from_conn_string(self.url)
