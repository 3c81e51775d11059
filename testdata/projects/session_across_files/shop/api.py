from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session

from shop import db
from shop.db import SessionLocal, engine, get_db

app = FastAPI()
Db = Annotated[Session, Depends(get_db)]


@app.get("/orders")
def orders(tenant: str, session: Session = Depends(get_db)) -> list:
    session.execute(text("SELECT set_config('app.tenant', :tenant, false)"), {"tenant": tenant})  # PGB301
    session.commit()
    return []


@app.post("/jobs")
def jobs() -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT pg_advisory_lock(4)"))  # PGB303
        connection.execute(text("CALL run_jobs()"))


def staging() -> None:
    with SessionLocal() as session:
        session.execute(text("CREATE TEMP TABLE staging (id integer)"))  # PGB304
        session.commit()


def listen() -> None:
    cursor = db.engine.raw_connection().cursor()
    cursor.execute("LISTEN jobs")  # PGB302


def right() -> None:
    with SessionLocal.begin() as session:
        session.execute(text("SET LOCAL search_path TO tenant"))
