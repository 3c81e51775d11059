from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB202
    "postgresql+psycopg2://app@localhost/app",
    poolclass=NullPool,
    pool_size=5,
)
