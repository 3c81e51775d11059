from functools import partial

import psycopg

DSN = "postgresql://app@pgbouncer:6432/app"

connect = partial(psycopg.connect, DSN, prepare_threshold=None)
