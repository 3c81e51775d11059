# config: versions = {sqlalchemy = "2.0"}
# config: pool-class = "keep"
# expect: drivers = ["psycopg2"], unresolved = 0
SQLALCHEMY_DATABASE_URI = "postgresql://shop@pgbouncer:6432/shop"
SQLALCHEMY_TRACK_MODIFICATIONS = False
SQLALCHEMY_ENGINE_OPTIONS = {"pool_pre_ping": True}
