from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {"echo": True}

engine = create_engine(
    "postgresql+psycopg2://app@localhost/app",
    poolclass=NullPool,
    **options,
)
