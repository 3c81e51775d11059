"""Methods and subscripts of `str`."""

import os

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

SSL = {"ssl": "require"}
url = os.environ["DATABASE_URL"]
plain = url.split("?")[0]
rest = plain.split("://", 1)[1]
scheme, _, after = plain.partition("://")

by_prefix = url.removesuffix("?sslmode=require")
for prefix in ("postgresql://", "postgres://"):
    if by_prefix.startswith(prefix):
        by_prefix = "postgresql+asyncpg://" + by_prefix[len(prefix) :]
        break

with_replace = create_async_engine(  # PGB102
    plain.replace("postgresql://", "postgresql+asyncpg://"), poolclass=NullPool, connect_args=SSL
)
with_format = create_async_engine(  # PGB102
    "postgresql+asyncpg://{rest}".format(rest=rest), poolclass=NullPool, connect_args=SSL
)
with_map = create_async_engine(  # PGB102
    "{s}+asyncpg://{r}".format_map({"s": scheme, "r": after}), poolclass=NullPool, connect_args=SSL
)
with_join = create_async_engine(  # PGB102
    "".join(["postgresql+asyncpg://", rest]), poolclass=NullPool, connect_args=SSL
)
with_percent = create_async_engine("postgresql+asyncpg://%s" % rest, poolclass=NullPool, connect_args=SSL)  # PGB102
with_f_string = create_async_engine(f"{scheme}+asyncpg://{after}", poolclass=NullPool, connect_args=SSL)  # PGB102
with_loop = create_async_engine(by_prefix, poolclass=NullPool, connect_args=SSL)  # PGB102
with_slice = create_async_engine(  # PGB102
    "postgresql+asyncpg" + plain[len("postgresql") :], poolclass=NullPool, connect_args=SSL
)
with_index = create_async_engine(  # PGB102
    "postgresql+asyncpg" + plain[plain.index("://") :], poolclass=NullPool, connect_args=SSL
)
with_rpartition = create_async_engine(  # PGB102
    "postgresql+asyncpg://" + url.rpartition("?")[0].removeprefix("postgresql://"),
    poolclass=NullPool,
    connect_args=SSL,
)
query_is_kept = create_async_engine(  # PGB102, PGB110
    "postgresql+asyncpg" + url[len("postgresql") :], poolclass=NullPool, connect_args=SSL
)
query_is_kept_by_split = create_async_engine(  # PGB102, PGB110
    "postgresql+asyncpg://" + url.split("://", 1)[1], poolclass=NullPool, connect_args=SSL
)
expanded = create_async_engine(  # PGB102
    os.path.expandvars("$DATABASE_URL").split("?")[0].replace("postgresql:", "postgresql+asyncpg:"),
    poolclass=NullPool,
    connect_args=SSL,
)
expanded_in_braces = create_async_engine(  # PGB102
    os.path.expandvars("${DATABASE_URL}&x").replace("?sslmode=require&x", "").replace("postgresql", "postgresql+asyncpg"),
    poolclass=NullPool,
    connect_args=SSL,
)
