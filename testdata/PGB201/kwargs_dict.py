from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
options = {"echo": True, "pool_pre_ping": True}

engine = create_engine(URL, **options)  # PGB201
