import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB202
    os.environ["DATABASE_URL"],
    poolclass=NullPool,
    pool_size=20,
    max_overflow=30,
    pool_timeout=10,
    pool_use_lifo=True,
    pool_pre_ping=True,
    pool_recycle=300,
)
