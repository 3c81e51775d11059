from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
seen = []


def use():
    rival = engine.connect()
    with Session(engine) as session:
        session.execute(text("SET statement_timeout = '8s'"))  # PGB301
        session.commit()
        seen.append(rival.execute(text("SHOW statement_timeout")).scalar())
        session.execute(text("RESET statement_timeout"))  # PGB301
        session.commit()
    return rival


def is_right(connection, other):
    return seen == ["0"]
