from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql://app@pgbouncer:6432/app"
engine = create_engine(URL, poolclass=NullPool)
