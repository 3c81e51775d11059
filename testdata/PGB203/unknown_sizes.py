# config: extend-select = ["PGB203"]
# config: unsafe-fixes = true
from functools import partial

from psycopg_pool import ConnectionPool

from app.settings import settings

NEVER = {"prepare_threshold": None}
unknown = ConnectionPool("postgresql://app@pgbouncer:6432/shop", kwargs=NEVER, min_size=settings.size)  # PGB203
later = partial(ConnectionPool, "postgresql://app@pgbouncer:6432/shop", kwargs=NEVER, max_size=4)  # PGB203
given = ConnectionPool("postgresql://app@pgbouncer:6432/shop", kwargs=NEVER, max_size=4, **settings.pool)  # PGB203
