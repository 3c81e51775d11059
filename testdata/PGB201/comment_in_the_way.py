from sqlalchemy import create_engine

engine = create_engine(  # PGB201
    "postgresql+psycopg2://app@pgbouncer:6432/app",
    # recycled every five minutes
    pool_recycle=300,  # seconds
    # echo=True,
)
