import os

from sqlalchemy.pool import NullPool


SQLALCHEMY_DATABASE_URI = "postgresql+psycopg2://app:pw@pgbouncer:6432/app"
if os.environ.get("APP_ENV"):
    SQLALCHEMY_ENGINE_OPTIONS = {"poolclass": NullPool}
else:
    SQLALCHEMY_ENGINE_OPTIONS = {"echo": True, "poolclass": NullPool}
