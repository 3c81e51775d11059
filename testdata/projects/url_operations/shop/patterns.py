"""`re.sub` and its like."""

import os
import re

from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

SSL = {"ssl": "require"}
SCHEME = re.compile(r"^POSTGRES(?:QL)?(?:\+\w+)?://", re.IGNORECASE)
url = os.environ["DATABASE_URL"]
plain = re.sub(r"[?&]sslmode=[^&]*", "", url)

with_sub = create_async_engine(  # PGB102
    re.sub(r"^postgresql:", "postgresql+asyncpg:", plain), poolclass=NullPool, connect_args=SSL
)
with_group = create_async_engine(  # PGB102
    re.sub(r"^postgres(ql)?://", "postgresql+asyncpg://", plain), poolclass=NullPool, connect_args=SSL
)
with_reference = create_async_engine(  # PGB102
    re.sub(r"^(postgresql)(://.+)$", r"\1+asyncpg\g<2>", plain), poolclass=NullPool, connect_args=SSL
)
with_compiled = create_async_engine(  # PGB102
    SCHEME.sub("postgresql+asyncpg://", plain, count=1), poolclass=NullPool, connect_args=SSL
)
query_is_kept = create_async_engine(  # PGB102, PGB110
    re.sub(r"^postgresql:", "postgresql+asyncpg:", url), poolclass=NullPool, connect_args=SSL
)
# A pattern that may take exponential time is not tried.
hostile = create_async_engine(re.sub(r"^(\w+)+\Z", "x", f"postgresql+asyncpg://{url}"), poolclass=NullPool)
