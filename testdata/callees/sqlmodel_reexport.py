from sqlalchemy.pool import NullPool
from sqlmodel import Session, create_engine

engine = create_engine(  # PGB103
    "postgresql+psycopg://app@pgbouncer:6432/app",
    poolclass=NullPool,
)


def session() -> Session:
    return Session(engine)
