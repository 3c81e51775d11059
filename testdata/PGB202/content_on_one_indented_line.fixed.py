from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://app@localhost:5432/app", poolclass=NullPool
)
