import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    os.environ["DATABASE_URL"],
    poolclass=NullPool,
    pool_pre_ping=True,
    pool_recycle=300,
)
