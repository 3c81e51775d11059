# config: pool-class = "null"
from celery import Celery
from sqlalchemy.pool import NullPool

app = Celery(
    "shop",
    broker="amqp://guest@rabbit//",
    backend="db+postgresql+psycopg://app@pgbouncer:6432/results?application_name=worker",
    database_engine_options={
        "echo": False,
        "poolclass": NullPool,
        "connect_args": {"prepare_threshold": None},
    },
)
