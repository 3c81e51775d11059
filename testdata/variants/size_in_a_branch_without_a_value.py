# config: env = {DATABASE_URL = "postgresql://app:pw@aws-0-eu-west-1.pooler.supabase.com:6543/shop"}
import os

from sqlalchemy.ext.asyncio import create_async_engine

url = os.environ["DATABASE_URL"]
kwargs = {"echo": False}
if "pooler.supabase.com:6543" in url:
    kwargs["connect_args"] = {"statement_cache_size": 0}
else:
    kwargs["pool_size"] = 10
engine = create_async_engine(url.replace("postgresql://", "postgresql+asyncpg://"), **kwargs)  # PGB102, PGB201
