import os

from sqlalchemy import create_engine

DATABASE_URL = os.getenv("DATABASE_URL", "sqlite:///./x.db")
is_sqlite = DATABASE_URL.startswith("sqlite")
engine_kwargs = (
    {"connect_args": {"check_same_thread": False}}
    if is_sqlite
    else {"connect_args": {"prepare_threshold": None}}
)
engine = create_engine(DATABASE_URL, **engine_kwargs)
