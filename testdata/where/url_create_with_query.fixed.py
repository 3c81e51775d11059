from sqlalchemy.engine import URL, create_engine
from sqlalchemy.pool import NullPool

url = URL.create(
    "postgresql+psycopg",
    database="app",
    query={"host": "pgbouncer:6432"},
)

engine = create_engine(
    url,
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
