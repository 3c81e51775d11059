import os

from sqlalchemy.ext.asyncio import create_async_engine

OFF = {"statement_cache_size": 0, "prepared_statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}


def parse_ssl(url: str) -> tuple[str, dict]:
    if "sslmode=" not in url:
        return url, {}
    return url.replace("?sslmode=require", ""), {"ssl": "require"}


def parse_with_options(url: str) -> tuple[str, dict]:
    if "sslmode=" in url:
        return url.replace("?sslmode=require", ""), {"ssl": "require", **OFF}
    return url, dict(OFF)


def parse_with_a_list(url: str) -> list:
    base, _, query = url.partition("?")
    return [base, {"ssl": "require"} if "sslmode=require" in query else {}, 5]


url, args = parse_ssl("postgresql+asyncpg://" + os.environ["DB"])
args["statement_cache_size"] = 0
args["prepared_statement_cache_size"] = 0
args["prepared_statement_name_func"] = lambda: ""
engine = create_async_engine(url, connect_args=args)

pair = parse_ssl("postgresql+asyncpg://" + os.environ["DB"])
options = {**pair[1], "prepared_statement_cache_size": 0}
by_index = create_async_engine(pair[0], connect_args=options)

url, args = parse_with_options("postgresql+asyncpg://" + os.environ["DB"])
complete = create_async_engine(url, connect_args=args)

known = "postgresql+asyncpg://app@aws-0-eu-west-1.pooler.supabase.com:6543/postgres"
url, args = parse_ssl(known)
pooled = create_async_engine(  # PGB201
    url,
    connect_args={
        **args,
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    pool_size=5,
)

(url, args, size) = parse_with_a_list(f"{known}?sslmode=require")
of_list = create_async_engine(  # PGB201
    url,
    connect_args={
        **args,
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    },
    pool_size=size,
)
