from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
pooled = create_engine(URL)  # PGB201
single = create_engine("postgresql+psycopg2://app@localhost/app", poolclass=NullPool, pool_size=5)
