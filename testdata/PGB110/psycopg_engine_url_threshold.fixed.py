from sqlalchemy import create_engine

engine = create_engine(
    "postgresql+psycopg://app@localhost:5432/app",
    echo=True,
    connect_args={"prepare_threshold": 5},
)
