import contextlib
import os

import psycopg


@contextlib.contextmanager
def from_environment():
    with contextlib.closing(
        psycopg.connect(os.environ["DATABASE_URL"], prepare_threshold=0)  # PGB104
    ) as conn:
        yield conn
