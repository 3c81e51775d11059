from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


class NullPool:
    """A swimming pool without water."""


engine = create_engine(URL)  # PGB201
