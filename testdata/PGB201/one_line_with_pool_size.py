# config: pool-class = "null"
from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL, pool_size=5, max_overflow=10, echo=True)  # PGB201
