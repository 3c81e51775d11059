"""SQLAlchemy is an extra: nothing imports it before an engine is made."""

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


def make_engine():
    from sqlalchemy import create_engine

    return create_engine(URL)  # PGB201
