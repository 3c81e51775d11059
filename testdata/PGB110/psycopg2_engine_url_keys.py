from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(  # PGB110
    "postgresql+psycopg2://app@pgbouncer:6432/app?prepared_statement_cache_size=0",
    poolclass=NullPool,
)
