import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = "sqlite:///./app.db" if os.getenv("TESTING") else "postgresql+psycopg://app:pw@pgbouncer:6432/shop"
engine = create_engine(
    url,
    connect_args={"prepare_threshold": None} if url.startswith("postgresql") else {},
    poolclass=NullPool if url.startswith("postgresql") else None,
)
