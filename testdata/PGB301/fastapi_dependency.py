# config: unsafe-fixes = true
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import NullPool

engine = create_engine(
    "postgresql+psycopg2://shop@pgbouncer.internal:6432/shop", poolclass=NullPool
)
SessionLocal = sessionmaker(engine)
app = FastAPI()


def get_db() -> Iterator[Session]:
    with SessionLocal() as session:
        yield session


@app.get("/orders")
def orders(tenant: str, db: Session = Depends(get_db)) -> list:
    db.execute(text("SET search_path TO shop"))  # PGB301
    rows = db.execute(text("SELECT * FROM orders")).all()
    db.commit()
    return rows


@app.post("/orders")
def add(db: Annotated[Session, Depends(get_db)]) -> None:
    db.execute(text("SET LOCAL search_path TO shop"))
    db.commit()


def role(db: Annotated[Session, Depends(get_db)]) -> None:
    db.execute(text("SET ROLE shop_writer"))  # PGB301
    db.commit()
