from celery import Celery
from sqlalchemy.pool import NullPool

app = Celery(
    "shop",
    broker="redis://cache:6379/0",
    backend="db+postgresql+psycopg://app@pgbouncer:6432/results",
    database_engine_options={
        "pool_pre_ping": True,
        "pool_recycle": 3600,
        "poolclass": NullPool,
        "connect_args": {"prepare_threshold": None},
    },
)
