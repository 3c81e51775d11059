"""URLs of which a part is not known."""

import os
import re
from urllib.parse import quote_plus, urlparse, urlsplit, urlunsplit

from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

PASSWORD = os.environ["UNSET_PASSWORD"]
TENANT = os.environ["UNSET_TENANT"]
HOST = "aws-0-eu-west-1.pooler.supabase.com:6543"
url = f"postgresql://postgres.{TENANT}:{quote_plus(PASSWORD)}@{HOST}/postgres?sslmode=require"
parsed = urlparse(url)
split = urlsplit(url)

with_split = create_async_engine(  # PGB102
    "postgresql+asyncpg://" + url.split("?")[0].split("://")[1], poolclass=NullPool
)
with_slice = create_async_engine(  # PGB102
    "postgresql+asyncpg" + url[len("postgresql") : -len("?sslmode=require")], poolclass=NullPool
)
with_sub = create_async_engine(  # PGB102
    re.sub(r"^postgres(ql)?(\+\w+)?://", "postgresql+asyncpg://", re.sub(r"\?.*$", "", url)), poolclass=NullPool
)
with_replace = create_async_engine(  # PGB102
    parsed._replace(scheme="postgresql+asyncpg", query="").geturl(), poolclass=NullPool
)
with_tuple = create_async_engine(  # PGB102
    urlunsplit(("postgresql+asyncpg", split.netloc, split.path, "", "")), poolclass=NullPool
)
with_parts = create_async_engine(  # PGB102
    f"postgresql+asyncpg://{parsed.username}:{parsed.password}@{parsed.hostname}:{parsed.port}{parsed.path}",
    poolclass=NullPool,
)
with_object = create_async_engine(  # PGB102
    make_url(url).set(drivername="postgresql+asyncpg").difference_update_query(["sslmode"]), poolclass=NullPool
)

# What the unknown part holds decides where these go.
unknown_piece = create_async_engine(f"postgresql+asyncpg://{TENANT.partition('@')[2]}", poolclass=NullPool)
unknown_text = create_async_engine(re.sub(r"543|[a-c]\d", "432", url), poolclass=NullPool)
unknown_tail = create_async_engine(f"postgresql+asyncpg://{os.environ['UNSET_REST']}".split("/")[2], poolclass=NullPool)
