# config: pool-class = "null"
import functools

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool


@functools.cache
def engine() -> Engine:
    return create_engine(
        "postgresql+pg8000://app@pgbouncer:6432/app", poolclass=NullPool
    )
