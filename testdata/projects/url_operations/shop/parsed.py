"""`urllib.parse`."""

import os
from urllib.parse import parse_qs, parse_qsl, quote_plus, unquote, urlencode, urlparse, urlsplit, urlunparse, urlunsplit

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

SSL = {"ssl": "require"}
url = os.environ["DATABASE_URL"]
p = urlparse(url)
s = urlsplit(url)

of_tuple = create_async_engine(  # PGB102
    urlunparse(("postgresql+asyncpg", p.netloc, p.path, "", "", "")), poolclass=NullPool, connect_args=SSL
)
of_list = create_async_engine(  # PGB102
    urlunsplit(["postgresql+asyncpg", s.netloc, s.path, "", s.fragment]), poolclass=NullPool, connect_args=SSL
)
of_items = create_async_engine(  # PGB102
    urlunsplit(("postgresql+asyncpg", *s[1:3], "", "")), poolclass=NullPool, connect_args=SSL
)

parts = list(urlparse(url))
parts[0] = "postgresql+asyncpg"
parts[4] = ""
of_changed_list = create_async_engine(urlunparse(parts), poolclass=NullPool, connect_args=SSL)  # PGB102

replaced = p._replace(scheme="postgresql+asyncpg", query="")
of_replaced = create_async_engine(replaced.geturl(), poolclass=NullPool, connect_args=SSL)  # PGB102
of_replaced_tuple = create_async_engine(urlunparse(replaced), poolclass=NullPool, connect_args=SSL)  # PGB102
of_netloc = create_async_engine(  # PGB102
    f"postgresql+asyncpg://{p.netloc}{p.path}", poolclass=NullPool, connect_args=SSL
)
of_single_parts = create_async_engine(  # PGB102
    f"postgresql+asyncpg://{p.username}:{quote_plus(unquote(p.password))}@{p.hostname}:{p.port}/{p.path[1:]}",
    poolclass=NullPool,
    connect_args=SSL,
)

scheme, netloc, path, query, fragment = urlsplit(url)
of_unpacked = create_async_engine(  # PGB102
    urlunsplit((f"{scheme}+asyncpg", netloc, path, "", fragment)), poolclass=NullPool, connect_args=SSL
)

several = parse_qs(p.query)
several.pop("sslmode", None)
of_query = create_async_engine(  # PGB102
    urlunparse(("postgresql+asyncpg", p.netloc, p.path, p.params, urlencode(several, doseq=True), p.fragment)),
    poolclass=NullPool,
    connect_args=SSL,
)

single = dict(parse_qsl(p.query))
single.pop("sslmode", None)
of_dict = create_async_engine(  # PGB102
    p._replace(scheme="postgresql+asyncpg", query=urlencode(single)).geturl(), poolclass=NullPool, connect_args=SSL
)

kept = [(key, value) for key, value in parse_qsl(p.query) if key != "sslmode"]
of_pairs = create_async_engine(  # PGB102
    urlunparse(p._replace(scheme="postgresql+asyncpg", query=urlencode(kept))), poolclass=NullPool, connect_args=SSL
)
query_is_kept = create_async_engine(  # PGB102, PGB110
    urlunparse(("postgresql+asyncpg", *p[1:])), poolclass=NullPool, connect_args=SSL
)
