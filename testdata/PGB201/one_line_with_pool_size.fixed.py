# config: pool-class = "null"
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL, echo=True, poolclass=NullPool)
