import os

import asyncpg

hosts = ["localhost", "replica"]
hosts[0] = "pgbouncer"

if os.environ["POOL_MODE"] in "transaction, statement":
    pool = asyncpg.create_pool(f"postgresql://app@{hosts[0]}:6432/shop")  # PGB101
else:
    pool = asyncpg.create_pool("postgresql://app@localhost:5432/shop")
