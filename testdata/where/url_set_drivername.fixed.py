from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

url = make_url("postgresql+asyncpg://app@pgbouncer:6432/app")

engine = create_engine(
    url.set(drivername="postgresql+psycopg"),
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
other = create_engine(url.set(drivername="postgresql+psycopg2"), poolclass=NullPool)
