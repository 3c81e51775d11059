from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, StaticPool

memory = create_engine("sqlite://", poolclass=StaticPool)
URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL, poolclass=NullPool)
