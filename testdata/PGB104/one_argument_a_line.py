import psycopg
from psycopg.rows import dict_row


async def connect(conn_string: str):
    return await psycopg.AsyncConnection.connect(  # PGB104
        conn_string,
        autocommit=True,
        prepare_threshold=0,
        row_factory=dict_row,
    )
