# config: extend-select = ["PGB401"]
# config: unsafe-fixes = true
# config: endpoints = [{ match = "db.internal:5432", mode = "direct" }, { match = "session.internal:6432", mode = "session" }, { match = "tracking.internal:6432", mode = "transaction", tracks-statements = true }]
import psycopg
from psycopg_pool import ConnectionPool
from sqlalchemy import create_engine

pool = ConnectionPool("postgresql://app@db.internal:5432/shop", open=False)
engine = create_engine(
    "postgresql+psycopg://app@db.internal:5432/shop",
    connect_args={"connect_timeout": 5},
)


def connect() -> psycopg.Connection:
    return psycopg.connect(
        "postgresql://app@session.internal:6432/shop", autocommit=True
    )


def through_a_pooler_that_tracks() -> psycopg.Connection:
    # libpq 17 has to be there for that, which nothing in the code tells.
    return psycopg.connect("postgresql://app@tracking.internal:6432/shop", prepare_threshold=None)
