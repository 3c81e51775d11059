from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

create_engine(
    "postgresql+psycopg://app:secret@/app?host=pgbouncer&port=6432",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
create_engine(
    "postgresql+psycopg://app:secret@/app?host=db-a:6432&host=db-b:6432",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
create_engine("postgresql+psycopg://app:secret@/app?host=localhost&port=5432")
