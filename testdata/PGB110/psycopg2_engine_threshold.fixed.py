from sqlalchemy import create_engine

engine = create_engine(
    "postgresql+psycopg2://app@localhost:5432/app",
    connect_args={"connect_timeout": 5},
)
