import os

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = make_url(os.environ["DATABASE_URL"])
options = {"pool_pre_ping": True}
if url.port == 6543:
    options["poolclass"] = NullPool
    options["connect_args"] = {
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "prepared_statement_name_func": lambda: "",
    }

engine = create_async_engine(url, **options)
