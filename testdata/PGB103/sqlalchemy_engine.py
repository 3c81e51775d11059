from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg://app:secret@pgbouncer:6432/app"

engine = create_engine(URL, poolclass=NullPool)  # PGB103
