import sqlalchemy as sa

URL = "postgresql+psycopg2://app@pgbouncer:6432/app"
engine = sa.create_engine(URL, poolclass=sa.pool.NullPool)
