# config: versions = {asyncpg = "0.30.0", sqlalchemy = "2.0.44"}
import os

from sqlalchemy.ext.asyncio import create_async_engine


def parse_ssl(url: str) -> tuple[str, dict]:
    if "sslmode=" not in url:
        return url, {}
    return url.replace("?sslmode=require", ""), {"ssl": "require"}


url, args = parse_ssl("postgresql+asyncpg://" + os.environ["DB"])
args["statement_cache_size"] = 0
args["prepared_statement_cache_size"] = 0
args["prepared_statement_name_func"] = lambda: ""
engine = create_async_engine(url, connect_args=args)
