"""SQLAlchemy is an extra: nothing imports it before an engine is made."""

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


def make_engine():
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine(URL, poolclass=NullPool)
