from functools import partial

import asyncpg

DSN = "postgresql://app@pgbouncer:6432/app"

connect = partial(asyncpg.connect, DSN, timeout=5, statement_cache_size=0)
