from contextlib import contextmanager

from psycopg import Connection
from psycopg.rows import dict_row


class Saver:
    def __init__(self, conn: Connection) -> None:
        self.conn = conn

    @classmethod
    @contextmanager
    def from_conn_string(cls, conn_string: str):
        with Connection.connect(
            conn_string, autocommit=True, prepare_threshold=None, row_factory=dict_row
        ) as conn:
            yield cls(conn)
