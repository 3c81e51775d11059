from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {"pool_size": 5, "echo": True}

engine = create_engine(  # PGB202
    "postgresql+psycopg2://app@localhost/app",
    poolclass=NullPool,
    **options,
)
