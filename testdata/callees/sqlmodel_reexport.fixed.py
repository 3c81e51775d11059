from sqlalchemy.pool import NullPool
from sqlmodel import Session, create_engine

engine = create_engine(
    "postgresql+psycopg://app@pgbouncer:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)


def session() -> Session:
    return Session(engine)
