import os

from sqlalchemy import create_engine

url = "sqlite:///./app.db" if os.getenv("TESTING") else "postgresql+psycopg://app:pw@pgbouncer:6432/shop"
engine = create_engine(url, prepare_threshold=None)  # PGB103, PGB110, PGB201
