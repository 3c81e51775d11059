# expect: constructible = false
from apscheduler.eventbrokers.asyncpg import AsyncpgEventBroker
from apscheduler.eventbrokers.psycopg import PsycopgEventBroker

one = AsyncpgEventBroker("postgresql://app@pgbouncer:6432/jobs")  # PGB101
two = AsyncpgEventBroker("postgresql://app@pgbouncer:6432/jobs", {"timeout": 5}, channel="events")  # PGB101
three = PsycopgEventBroker(conninfo="postgresql://app@pgbouncer:6432/jobs", options={"prepare_threshold": 0})  # PGB104
four = PsycopgEventBroker(conninfo="postgresql://app@pgbouncer:6432/jobs", options={"prepare_threshold": None})
