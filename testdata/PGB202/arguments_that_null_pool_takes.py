from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://app@localhost/app",
    poolclass=NullPool,
    pool_pre_ping=True,
    pool_recycle=300,
    pool_reset_on_return="rollback",
    pool_logging_name="app",
)
