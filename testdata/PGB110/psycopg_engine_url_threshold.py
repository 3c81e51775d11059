from sqlalchemy import create_engine

engine = create_engine(  # PGB110
    "postgresql+psycopg://app@localhost:5432/app?prepare_threshold=5",
    echo=True,
)
