from psycopg.rows import dict_row
from psycopg_pool import AsyncConnectionPool

pool = AsyncConnectionPool(  # PGB103
    conninfo="postgresql://app:secret@pgbouncer:6432/app",
    max_size=20,
    kwargs={"autocommit": True, "row_factory": dict_row},
    open=False,
)
