from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@localhost:5432/app"
engine = create_engine(URL, poolclass=NullPool, pool_size=5)  # PGB202
