from sqlalchemy import NullPool, create_engine
from sqlalchemy.orm import sessionmaker

URL = "postgresql+psycopg2://app@localhost:5432/app"
Session = sessionmaker(
    create_engine(URL, poolclass=NullPool),
    expire_on_commit=False,
)
