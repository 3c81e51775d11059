import sqlalchemy
from sqlalchemy.pool import NullPool

engine = sqlalchemy.create_engine("postgresql+psycopg2://app@localhost/app",
                                  poolclass=NullPool,
                                  echo=True)
