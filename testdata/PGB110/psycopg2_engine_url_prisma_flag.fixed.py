# config: versions = { sqlalchemy = "2.0" }
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql://app@aws-0-eu-west-1.pooler.supabase.com:6543/postgres",
    poolclass=NullPool,
)
