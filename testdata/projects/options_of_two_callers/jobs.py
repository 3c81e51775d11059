from kit.db import make_engine

engine = make_engine("postgresql+asyncpg://jobs:s3cr3t-pool@pgbouncer:6432/jobs", connect_args=dict(statement_cache_size=0))
