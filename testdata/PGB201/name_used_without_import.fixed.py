from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool as SqlalchemyNullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
pooled = create_engine(URL, poolclass=SqlalchemyNullPool)
single = create_engine("postgresql+psycopg2://app@localhost/app", poolclass=NullPool, pool_size=5)
