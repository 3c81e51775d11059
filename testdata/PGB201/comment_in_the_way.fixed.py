from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://app@pgbouncer:6432/app",
    # recycled every five minutes
    pool_recycle=300,  # seconds
    # echo=True,
    poolclass=NullPool,
)
