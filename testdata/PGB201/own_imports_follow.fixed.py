from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.settings import settings

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = create_engine(URL, echo=settings.title == "debug", poolclass=NullPool)
