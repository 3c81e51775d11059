# expect: constructible = false
from apscheduler.eventbrokers.asyncpg import AsyncpgEventBroker
from apscheduler.eventbrokers.psycopg import PsycopgEventBroker

one = AsyncpgEventBroker(
    "postgresql://app@pgbouncer:6432/jobs", options={"statement_cache_size": 0}
)
two = AsyncpgEventBroker(
    "postgresql://app@pgbouncer:6432/jobs",
    {"timeout": 5, "statement_cache_size": 0},
    channel="events",
)
three = PsycopgEventBroker(
    conninfo="postgresql://app@pgbouncer:6432/jobs", options={"prepare_threshold": None}
)
four = PsycopgEventBroker(conninfo="postgresql://app@pgbouncer:6432/jobs", options={"prepare_threshold": None})
