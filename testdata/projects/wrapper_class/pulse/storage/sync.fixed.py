from typing import Any

from psycopg_pool import ConnectionPool


class SyncDatabase:
    def __init__(self, dsn: str, **kwargs: Any) -> None:
        self.pool = ConnectionPool(
            dsn, kwargs={**kwargs, "prepare_threshold": None}, open=False
        )


class SafeDatabase:
    def __init__(self, dsn: str, prepare_threshold: int | None = None) -> None:
        self.pool = ConnectionPool(
            dsn, kwargs={"prepare_threshold": prepare_threshold}, open=False
        )
