import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

DSN = "postgresql://app:secret@pgbouncer:6432/app"
OPTIONS = {"autocommit": True, "prepare_threshold": None}

pool = ConnectionPool(DSN, kwargs=OPTIONS, open=False)
other = ConnectionPool(DSN, kwargs=dict(prepare_threshold=None), open=False)
engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)


def connect():
    return psycopg.connect(DSN, **OPTIONS)
