# config: versions = { sqlalchemy = "2.0" }
# expect: drivers = ["psycopg2"]
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

engine = create_engine("postgresql://app@pgbouncer:6432/app", poolclass=NullPool)
