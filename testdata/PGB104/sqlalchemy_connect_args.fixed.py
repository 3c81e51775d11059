import os

from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

HOST = os.environ["DB_HOST"]

engine = create_engine(
    f"postgresql+psycopg://app:secret@{HOST}/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None, "connect_timeout": 5},
)
