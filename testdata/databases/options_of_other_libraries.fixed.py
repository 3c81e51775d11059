from databases import Database

first = Database("postgresql://shop@db.internal/shop", statement_cache_size=0)
second = Database("postgresql://shop@db.internal/shop", statement_cache_size=0)
third = Database("postgresql://shop@db.internal/shop", statement_cache_size=0)
