from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {"echo": True}

pooled = create_engine(
    "postgresql+psycopg2://app@pgbouncer:6432/app",
    **options,
    poolclass=NullPool,
)
direct = create_engine(
    "postgresql+psycopg2://app@postgres:5432/app",
    **options,
)
