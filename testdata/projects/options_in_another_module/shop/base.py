BASE = {"connect_args": {"statement_cache_size": 0}}
