# config: versions = {sqlalchemy = "2.1"}
# expect: drivers = ["psycopg"]
from sqlalchemy.pool import NullPool

SQLALCHEMY_DATABASE_URI = "postgresql://shop@pgbouncer:6432/shop"
SQLALCHEMY_TRACK_MODIFICATIONS = False
SQLALCHEMY_ENGINE_OPTIONS = {
    "poolclass": NullPool,
    "connect_args": {"prepare_threshold": None},
}
