import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = "sqlite://" if os.environ.get("APP_ENV") == "test" else "postgresql+psycopg2://app:pw@pgbouncer:6432/app"
engine = create_engine(
    url, poolclass=NullPool if url.startswith("postgresql") else None
)
