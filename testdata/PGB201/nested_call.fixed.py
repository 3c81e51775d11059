# config: pool-class = "null"
from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
Session = sessionmaker(bind=create_engine(URL, poolclass=NullPool))
