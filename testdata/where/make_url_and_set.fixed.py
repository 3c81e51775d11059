from sqlalchemy import create_engine, make_url
from sqlalchemy.engine.url import make_url as make_url_in_full
from sqlalchemy.pool import NullPool

DIRECT = make_url("postgresql+psycopg://app@db.internal:5432/app")
POOLED = DIRECT.set(port=6543)
BACK = make_url_in_full("postgresql+psycopg://app@db.internal:6543/app").set(port=5432)

direct = create_engine(DIRECT)
pooled = create_engine(
    POOLED,
    poolclass=NullPool,
    connect_args={"prepare_threshold": None},
)
back = create_engine(BACK)
