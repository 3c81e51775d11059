from sqlalchemy import create_engine

from app.settings import settings

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL, echo=settings.title == "debug")  # PGB201
