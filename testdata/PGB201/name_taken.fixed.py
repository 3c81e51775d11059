from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool as SqlalchemyNullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


class NullPool:
    """A swimming pool without water."""


engine = create_engine(URL, poolclass=SqlalchemyNullPool)
