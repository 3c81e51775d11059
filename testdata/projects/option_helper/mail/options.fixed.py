from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.pool import NullPool

POOLER_PORTS = (6432, 6543)


def connect_args_for(url: str) -> dict[str, Any]:
    if ":6543" in url or "pgbouncer" in url:
        return {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
    return {}


def engine_options(url: str, *, echo: bool = False) -> dict[str, Any]:
    """Options for `create_async_engine`, with those that a pooler needs."""
    options: dict[str, Any] = {"echo": echo, "pool_pre_ping": True}
    if urlsplit(url).port in POOLER_PORTS:
        options["poolclass"] = NullPool
        options["connect_args"] = {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
    return options


def half_right(url: str) -> dict[str, Any]:
    if "pgbouncer" in url:
        return {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        }
    return {}
