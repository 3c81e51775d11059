# expect: connections = 0
from app.databases import Database

database = Database("postgresql://shop@pgbouncer.internal:6432/shop")
