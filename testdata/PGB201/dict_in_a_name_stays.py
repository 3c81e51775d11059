from sqlalchemy import create_engine

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
connect_args = {"connect_timeout": 5}

engine = create_engine(URL, connect_args=connect_args)  # PGB201
