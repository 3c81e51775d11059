# config: pool-class = "keep"
from sqlalchemy import create_engine

# One engine for the program.
engine = create_engine(
    "postgresql+psycopg://app@pgbouncer.internal:6432/shop",
    pool_pre_ping=True,  # the network is bad
    connect_args={"connect_timeout": 10, "prepare_threshold": None},  # seconds
)
