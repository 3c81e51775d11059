from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB103, PGB110
    "postgresql+psycopg://app@pgbouncer:6432/app?prepare_threshold=5",
    poolclass=NullPool,
)
