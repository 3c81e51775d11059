# config: pool-class = "null"
import functools

from sqlalchemy import Engine, create_engine


@functools.cache
def engine() -> Engine:
    return create_engine(  # PGB201
        "postgresql+pg8000://app@pgbouncer:6432/app", pool_size=5, max_overflow=0
    )
