from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool as NoPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL, poolclass=NoPool)
other = create_engine(URL, echo=True, poolclass=NoPool)
