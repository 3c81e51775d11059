"""Where the engine is made."""

from __future__ import annotations

from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL)  # PGB201
