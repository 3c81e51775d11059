from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

engine = create_engine(
    "postgresql+psycopg2://app@localhost/app",
    poolclass=StaticPool,
)
