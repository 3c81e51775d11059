# config: pool-class = "null"
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool


def pooled(function):
    return lambda: {
        **function(),
        "connect_args": {
            "statement_cache_size": 0,
            "prepared_statement_cache_size": 0,
            "prepared_statement_name_func": lambda: "",
        },
    }


@pooled
def options():
    return {}


engine = create_async_engine(
    "postgresql+asyncpg://app:pw@pgbouncer:6432/app", **options(), poolclass=NullPool
)
