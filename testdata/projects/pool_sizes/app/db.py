from sqlalchemy import create_engine

# The pooler has 20 server connections, and the engine at most 15.
engine = create_engine("postgresql+psycopg2://app@pgbouncer:5432/app")
large = create_engine("postgresql+psycopg2://app@pgbouncer:5432/app", pool_size=11)  # PGB201
unlimited = create_engine("postgresql+psycopg2://app@pgbouncer:5432/app", max_overflow=-1)  # PGB201

# Its smallest pool has 10.
reports = create_engine("postgresql+psycopg2://app@reports-pooler:5432/reports", pool_size=5, max_overflow=5)
others = create_engine("postgresql+psycopg2://app@reports-pooler:5432/reports")  # PGB201
