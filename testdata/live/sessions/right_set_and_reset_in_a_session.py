from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg://app:secret@pgbouncer.internal:6432/app",
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
ROUNDS = 10


def use():
    rival = engine.connect()
    for _ in range(ROUNDS):
        with Session(engine) as session:
            session.execute(text("SET statement_timeout = '7s'"))
            rival.execute(text("SELECT 1"))
            assert session.execute(text("SHOW statement_timeout")).scalar() == "7s"
            rival.rollback()
            session.execute(text("SELECT pg_advisory_lock(55)"))
            rival.execute(text("SELECT 1"))
            assert session.execute(text("SELECT pg_advisory_unlock(55)")).scalar()
            rival.rollback()
            session.execute(text("RESET statement_timeout"))
            session.commit()
    return rival


def is_right(connection, other):
    return other.execute("SHOW statement_timeout").fetchone()[0] == "0"
