from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"


def make_engine() -> Engine:
    return create_engine(URL)  # PGB201
