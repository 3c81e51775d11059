"""`sqlalchemy.engine.URL`."""

import os

from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

SSL = {"ssl": "require"}
url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+asyncpg")
plain = url.difference_update_query(["sslmode"])

without_key = create_async_engine(plain, poolclass=NullPool, connect_args=SSL)  # PGB102
without_query = create_async_engine(url.set(query={}), poolclass=NullPool, connect_args=SSL)  # PGB102

query = dict(url.query)
query.pop("sslmode", None)
with_copied_query = create_async_engine(url._replace(query=query), poolclass=NullPool, connect_args=SSL)  # PGB102
with_text = create_async_engine(  # PGB102
    plain.render_as_string(hide_password=False), poolclass=NullPool, connect_args=SSL
)
with_parts = create_async_engine(  # PGB102
    URL.create("postgresql+asyncpg", url.username, url.password, url.host, url.port, url.database),
    poolclass=NullPool,
    connect_args=SSL,
)
with_backend = create_async_engine(  # PGB102
    plain.set(drivername=f"{plain.get_backend_name()}+{plain.get_driver_name()}"), poolclass=NullPool, connect_args=SSL
)
query_is_kept = create_async_engine(url, poolclass=NullPool, connect_args=SSL)  # PGB102, PGB110
with_dict = create_async_engine(  # PGB102
    plain.update_query_dict({"prepared_statement_cache_size": "100"}), poolclass=NullPool, connect_args=SSL
)
OFF = {**SSL, "statement_cache_size": 0, "prepared_statement_name_func": lambda: ""}
with_pairs = create_async_engine(
    plain.update_query_pairs([("prepared_statement_cache_size", "0")]), poolclass=NullPool, connect_args=OFF
)
with_string = create_async_engine(
    plain.update_query_string("prepared_statement_cache_size=0"), poolclass=NullPool, connect_args=OFF
)
