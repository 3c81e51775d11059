# expect: connections = 2
import psycopg
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://",
    creator=lambda: psycopg.connect("host=pgbouncer port=6432 dbname=app"),  # PGB103
    poolclass=NullPool,
)
