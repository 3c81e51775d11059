# config: pool-class = "null"
from sqlalchemy import create_engine

engine = create_engine(  # PGB201
    "postgresql+psycopg2://app@pgbouncer:6432/app",
    pool_size=20,
    max_overflow=30,
    pool_timeout=10,
    pool_use_lifo=True,
    pool_pre_ping=True,
    pool_recycle=300,
)
