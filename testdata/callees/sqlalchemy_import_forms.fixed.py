# expect: connections = 7
import sqlalchemy
import sqlalchemy as sa
import sqlalchemy.ext.asyncio
from sqlalchemy import create_engine
from sqlalchemy.engine import create_engine as create_engine_in_full
from sqlalchemy.ext import asyncio as sa_asyncio
from sqlalchemy.ext.asyncio import create_async_engine as make_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
ASYNC_URL = "postgresql+psycopg://app@pgbouncer:6432/app"
OFF = {"prepare_threshold": None}

sqlalchemy.create_engine(URL, poolclass=NullPool)
sa.create_engine(URL, poolclass=NullPool)
create_engine(URL, poolclass=NullPool)
create_engine_in_full(url=URL, poolclass=NullPool)
sa_asyncio.create_async_engine(ASYNC_URL, connect_args=OFF, poolclass=NullPool)
sqlalchemy.ext.asyncio.create_async_engine(
    ASYNC_URL, connect_args=OFF, poolclass=NullPool
)
make_engine(ASYNC_URL, connect_args=OFF, poolclass=NullPool)
