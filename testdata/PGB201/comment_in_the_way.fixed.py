from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://app@pgbouncer:6432/app",
    # echo=True,
    poolclass=NullPool,
)
