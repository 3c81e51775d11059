from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool, QueuePool, StaticPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
first = create_engine(URL, poolclass=NullPool)
second = create_engine(URL, poolclass=QueuePool, pool_size=2)
third = create_engine(URL, **{"poolclass": StaticPool})
