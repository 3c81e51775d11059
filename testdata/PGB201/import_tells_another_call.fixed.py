from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
pooled = create_engine(URL, poolclass=NullPool)
single = create_engine("postgresql+psycopg2://app@localhost/app", poolclass=NullPool)
