# config: versions = {sqlalchemy = "2.1"}
# expect: drivers = ["psycopg"]
SQLALCHEMY_DATABASE_URI = "postgresql://shop@pgbouncer:6432/shop"  # PGB103, PGB201
SQLALCHEMY_TRACK_MODIFICATIONS = False
SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True}
