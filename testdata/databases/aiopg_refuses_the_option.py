from databases import Database

database = Database("postgresql+aiopg://shop@pgbouncer.internal:6432/shop", statement_cache_size=0)  # PGB110
