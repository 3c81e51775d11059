from .base import BASE

CACHE_SIZE = 100
POOL = {"min_size": 1, "statement_cache_size": 100}
PSYCOPG = {"autocommit": True, "prepare_threshold": 5}
ENGINE = {"echo": False, **BASE}


class Defaults:
    CONNECT_ARGS = {"statement_cache_size": 100}


def engine_options():
    return {"echo": False, "connect_args": {"timeout": 5}}


def late_options():
    options = {"echo": False}
    options["connect_args"] = {}
    options["connect_args"]["statement_cache_size"] = 100
    return options
