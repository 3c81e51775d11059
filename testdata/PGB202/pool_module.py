from sqlalchemy import create_engine, pool

URL = "postgresql+psycopg2://app@localhost:5432/app"
engine = create_engine(URL, poolclass=pool.NullPool, pool_size=5)  # PGB202
