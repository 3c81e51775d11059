# expect: connections = 3
from gino.ext.starlette import Gino

db = Gino(dsn="postgresql://shop@pgbouncer.internal:6432/shop", pool_min_size=1, retry_limit=3)  # PGB101
parts = Gino(host="pgbouncer.internal", port=6432, database="shop", kwargs={"timeout": 10})  # PGB101
right = Gino(host="pgbouncer.internal", port=6432, database="shop", kwargs={"statement_cache_size": 0})
