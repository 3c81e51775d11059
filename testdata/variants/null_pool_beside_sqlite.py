import os

from sqlalchemy import create_engine

url = "sqlite:///test.db" if os.environ.get("CI") else "postgresql+psycopg2://app:pw@pgbouncer:6432/app"
engine = create_engine(url, pool_pre_ping=True)  # PGB201
