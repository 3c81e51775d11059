# config: pool-class = "null"
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
kwargs = {"pool_pre_ping": True}
if "pooler.supabase.com:6543" in url:
    kwargs["connect_args"] = {"connect_timeout": 3}
    kwargs["poolclass"] = NullPool
else:
    kwargs["pool_size"] = 10
engine = create_engine(
    url.replace("postgresql://", "postgresql+psycopg2://"), **kwargs
)
