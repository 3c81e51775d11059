import os

from sqlalchemy.ext.asyncio import create_async_engine

url = os.getenv("DATABASE_URL")
if not url:
    url = "sqlite+aiosqlite:///./app.db"
engine = create_async_engine(url, echo=False)  # PGB102, PGB201

other = os.getenv("DATABASE_URL")
if other is None:
    other = "sqlite+aiosqlite:///./app.db"
engine2 = create_async_engine(other, echo=False)  # PGB102, PGB201

third = os.getenv("DATABASE_URL")
if not third:
    raise SystemExit("set DATABASE_URL")
engine3 = create_async_engine(third, echo=False)  # PGB102, PGB201
