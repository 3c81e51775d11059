from databases import Database

first = Database("postgresql://shop@db.internal/shop", prepared_statement_cache_size=0)  # PGB110
second = Database("postgresql://shop@db.internal/shop", statement_cache_size="0")  # PGB110
third = Database("postgresql://shop@db.internal/shop", server_settings={"statement_cache_mode": "off"})  # PGB110
