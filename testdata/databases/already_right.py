# expect: connections = 3, unresolved = 0
from databases import Database, DatabaseURL

URL = DatabaseURL("postgresql://shop@pgbouncer.internal:6432/shop")

database = Database(URL, statement_cache_size=0)
other = Database("postgresql://shop@pgbouncer.internal:6432/shop", min_size=1, **{"statement_cache_size": 0})
direct = Database("postgresql://shop@db.internal/shop")
