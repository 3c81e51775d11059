import sqlalchemy as sa
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = sa.create_engine(URL, poolclass=NullPool)
