# expect: unresolved = 2
from procrastinate import App, PsycopgConnector
from psycopg_pool import AsyncNullConnectionPool


def pool_of_the_house(**kwargs):
    return AsyncNullConnectionPool(**kwargs, timeout=5)


ours = App(connector=PsycopgConnector(conninfo="postgresql://app@pgbouncer:6432/jobs", pool_factory=pool_of_the_house))
null = App(
    connector=PsycopgConnector(  # PGB103
        conninfo="postgresql://app@pgbouncer:6432/jobs", pool_factory=AsyncNullConnectionPool
    )
)
