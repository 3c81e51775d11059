# config: pool-class = "null"
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
options = {
    "echo": True,
}

engine = create_engine(URL, **options, poolclass=NullPool)
