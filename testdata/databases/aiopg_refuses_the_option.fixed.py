from databases import Database

database = Database("postgresql+aiopg://shop@pgbouncer.internal:6432/shop")
