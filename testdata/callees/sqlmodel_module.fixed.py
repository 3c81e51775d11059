import sqlmodel
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = sqlmodel.create_engine(URL, poolclass=NullPool)
other = sqlmodel.create_engine(URL, poolclass=NullPool)
