# expect: unresolved = 1
from psycopg import AsyncConnection
from psycopg.rows import dict_row


async def connect(conn_string: str) -> AsyncConnection:
    return await AsyncConnection.connect(
        conn_string,
        autocommit=True,
        prepare_threshold=None,
        row_factory=dict_row,
    )
