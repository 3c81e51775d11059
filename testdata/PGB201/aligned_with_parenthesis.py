# config: pool-class = "null"
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@pgbouncer:6432/app",  # PGB201
                       pool_size=5,
                       echo=True)
