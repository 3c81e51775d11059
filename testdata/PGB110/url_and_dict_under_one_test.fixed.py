import os
from urllib.parse import parse_qs, urlencode, urlparse, urlunparse

from sqlalchemy.ext.asyncio import create_async_engine

url = os.getenv("DATABASE_URL") or os.getenv("DB_URL") or "postgresql+asyncpg://app:secret@localhost:5432/shop"
is_pooler = ("pooler" in url.lower() or ":6543" in url) and ":5432" not in url

if is_pooler and "statement_cache_size" not in url.lower():
    parsed = urlparse(url)
    query = parse_qs(parsed.query)
    query["statement_cache_size"] = ["0"]
    database_url = urlunparse(parsed._replace(query=urlencode(query, doseq=True)))
else:
    database_url = url

connect_args = {}
if "postgresql" in database_url.lower():
    connect_args = {"command_timeout": 10}
    if is_pooler:
        connect_args["statement_cache_size"] = 0
        connect_args["prepared_statement_cache_size"] = 0
        connect_args["prepared_statement_name_func"] = lambda: ""

engine = create_async_engine(database_url, connect_args=connect_args)
