# config: pool-class = "keep"
from sqlalchemy import create_engine

engine = create_engine("postgresql+psycopg2://app@pgbouncer:6432/app", pool_size=2)
