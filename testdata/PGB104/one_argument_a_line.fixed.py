import psycopg
from psycopg.rows import dict_row


async def connect(conn_string: str):
    return await psycopg.AsyncConnection.connect(
        conn_string,
        autocommit=True,
        prepare_threshold=None,
        row_factory=dict_row,
    )
