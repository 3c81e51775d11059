from sqlalchemy import create_engine

local = create_engine("postgresql+psycopg2://app@localhost:5432/app", pool_size=5)
lite = create_engine("sqlite:///app.db")
memory = create_engine("sqlite://")
mysql = create_engine("mysql+pymysql://app@pgbouncer:6432/app", pool_size=5)
session = create_engine(
    "postgresql+psycopg2://app@aws-0-eu-west-1.pooler.supabase.com:5432/postgres"
)
