import os

from sqlalchemy import NullPool, create_engine

options = {"pool_pre_ping": True, "pool_size": 5}
if os.environ.get("SMALL"):
    options["poolclass"] = NullPool
engine = create_engine(  # PGB201, PGB202
    "postgresql+psycopg2://app@pgbouncer:6432/app", **options
)
