# expect: constructible = false
# config: unsafe-fixes = true
import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

url = os.environ["DATABASE_URL"]
options = (
    {"echo": False, "connect_args": {"prepare_threshold": None}, "poolclass": NullPool}
    if ":6432" in url
    else {"pool_pre_ping": True, "connect_args": {"check_same_thread": False}}
)
engine = create_engine(url, **options)
