from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://app@localhost/app",
    poolclass=NullPool,  # PgBouncer pools
    # echo=True,
)
