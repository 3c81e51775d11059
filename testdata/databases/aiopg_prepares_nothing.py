# expect: connections = 1, drivers = ["psycopg2"], unresolved = 0
from databases import Database

database = Database("postgresql+aiopg://shop@pgbouncer.internal:6432/shop", min_size=2)
