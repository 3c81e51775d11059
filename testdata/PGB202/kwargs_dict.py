from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

options = {
    "echo": True,
    "max_overflow": 10,
    "poolclass": NullPool,
}

engine = create_engine("postgresql+psycopg2://app@localhost/app", **options)  # PGB202
