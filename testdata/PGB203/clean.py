# config: extend-select = ["PGB203"]
# expect: connections = 4
from psycopg_pool import AsyncNullConnectionPool, ConnectionPool, NullConnectionPool

NEVER = {"prepare_threshold": None}
one = NullConnectionPool("postgresql://app@pgbouncer:6432/shop", open=False, kwargs=NEVER)
two = AsyncNullConnectionPool("postgresql://app@pgbouncer:6432/shop", open=False, kwargs=NEVER, max_size=9)
direct = ConnectionPool("postgresql://app@db.internal:5432/shop", open=False)
local = ConnectionPool("postgresql://app@localhost/shop", open=False)
