import os

from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

url = make_url(os.getenv("DATABASE_URL", "sqlite:///./app.db"))
if url.get_backend_name() == "sqlite":
    engine = create_engine(url, connect_args={"check_same_thread": False})
else:
    engine = create_engine(url, connect_args={"prepare_threshold": None}, poolclass=NullPool)
if url.drivername.startswith("sqlite"):
    second = create_engine(url, connect_args={"check_same_thread": False})
else:
    second = create_engine(url, connect_args={"prepare_threshold": None}, poolclass=NullPool)
