from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(
    conninfo="postgresql://app:secret@pgbouncer:6432/app",
    max_size=20,
    kwargs={"autocommit": True, "row_factory": dict_row, "prepare_threshold": None},
    open=False,
)
