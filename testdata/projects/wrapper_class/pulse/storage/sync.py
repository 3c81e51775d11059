from typing import Any

from psycopg_pool import ConnectionPool


class SyncDatabase:
    def __init__(self, dsn: str, **kwargs: Any) -> None:
        self.pool = ConnectionPool(dsn, kwargs=kwargs, open=False)  # PGB103


class SafeDatabase:
    def __init__(self, dsn: str, prepare_threshold: int | None = None) -> None:
        self.pool = ConnectionPool(
            dsn, kwargs={"prepare_threshold": prepare_threshold}, open=False
        )
