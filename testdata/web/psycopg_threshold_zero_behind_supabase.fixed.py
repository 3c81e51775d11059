from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app@aws-0-eu-west-3.pooler.supabase.com:6543/postgres",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
