# expect: constructible = false
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

url = "postgresql+asyncpg://app@aws-0-eu-west-1.pooler.supabase.com:6543/postgres?sslmode=require"
cut = create_async_engine(url[: -len("?sslmode=require")], poolclass=NullPool)  # PGB102
whole = create_async_engine(url, poolclass=NullPool)  # PGB102, PGB110
