import os

from sqlalchemy import create_engine

pooled = "postgresql+psycopg://app@pgbouncer:6432/app"
url = "postgresql+psycopg://app@localhost:5432/app" if os.environ.get("LOCAL") else pooled
options = {"prepare_threshold": 0, "connect_timeout": 5} if os.environ.get("TESTING") else {"connect_timeout": 5}
engine = create_engine(url, connect_args=options)  # PGB103, PGB104, PGB201
