from databases import Database

database = Database("postgresql://shop@pgbouncer.internal:6432/shop?statement_cache_size=0&min_size=2")  # PGB101, PGB110
direct = Database("postgresql://shop@db.internal/shop?statement_cache_size=0")  # PGB110
wanted = Database("postgresql://shop@db.internal/shop?ssl=true&min_size=2&max_size=5")
