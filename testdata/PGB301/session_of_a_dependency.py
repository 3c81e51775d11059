from fastapi import Depends
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

DSN = "postgresql://app@pgbouncer.internal:6432/shop"
engine = create_engine("postgresql+psycopg2://app@pgbouncer.internal:6432/shop", poolclass=NullPool)
SET, RESET = "SET statement_timeout = 0", "RESET statement_timeout"


def get_db():
    with Session(engine) as s:
        yield s


def committed_in_between(s: Session = Depends(get_db)):
    s.execute(text(SET))  # PGB301
    s.commit()
    s.execute(text(RESET))  # PGB301


def taken_back(s: Session = Depends(get_db)):
    s.execute(text(SET))
    s.execute(text("SELECT 1"))
    s.execute(text(RESET))
    s.commit()
