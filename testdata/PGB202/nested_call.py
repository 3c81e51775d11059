from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import sessionmaker

URL = "postgresql+psycopg2://app@localhost:5432/app"
Session = sessionmaker(
    create_engine(URL, pool_size=5, poolclass=NullPool),  # PGB202
    expire_on_commit=False,
)
