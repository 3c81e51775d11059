import os

from sqlalchemy import create_engine

if os.environ.get("APP_ENV") == "test":
    url = "postgresql+psycopg2://app:pw@db.internal/app"
else:
    url = "postgresql+psycopg://app:pw@pgbouncer:6432/app"
engine = create_engine(url, connect_args={"prepare_threshold": None})  # PGB201
