from asyncpg import create_pool

POOLER = {"statement_cache_size": 0}
options = {"min_size": 1}
options.update(POOLER)
pool = create_pool("postgresql://app:pw@pgbouncer:6432/app", **options)
