# config: pool-class = "keep"
import os

from sqlalchemy import create_engine

pooled = "postgresql+psycopg://app@pgbouncer:6432/app"
url = "sqlite://" if os.environ.get("LOCAL") else pooled
options = {}
if os.environ.get("APP_ENV"):
    options.update({"connect_args": {"prepare_threshold": 0}})
else:
    options["echo"] = False
engine = create_engine(url, **options)  # PGB103, PGB104
