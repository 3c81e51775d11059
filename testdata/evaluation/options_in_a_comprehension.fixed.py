from asyncpg import create_pool

options = {key: value for key, value in {"min_size": 1, "timeout": None}.items() if value is not None}
off = {name: 0 for name in ("statement_cache_size",)}
keeping = create_pool(
    "postgresql://app:pw@pgbouncer:6432/app", **options, statement_cache_size=0
)
disabled = create_pool("postgresql://app:pw@pgbouncer:6432/app", **options, **off)
pools = {
    name: create_pool(
        f"postgresql://app:pw@pgbouncer:6432/{name}", min_size=1, statement_cache_size=0
    )
    for name in ("orders", "stock")
}
