from .base import BASE

CACHE_SIZE = 100
POOL = {"min_size": 1, "statement_cache_size": 0}
PSYCOPG = {"autocommit": True, "prepare_threshold": None}
ENGINE = {"echo": False, **BASE}


class Defaults:
    CONNECT_ARGS = {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    }


def engine_options():
    return {
        "echo": False,
        "connect_args": {
            "timeout": 5,
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    }


def late_options():
    options = {"echo": False}
    options["connect_args"] = {}
    options["connect_args"]["statement_cache_size"] = 0
    options["connect_args"]["prepared_statement_cache_size"] = 0
    options["connect_args"]["prepared_statement_name_func"] = lambda: ""
    return options
