from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

engine = create_engine(  # PGB202
    "postgresql+psycopg2://app@localhost/app",
    poolclass=StaticPool,
    pool_size=1,
    max_overflow=0,
)
