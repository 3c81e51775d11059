# config: pool-class = "null"
from celery import Celery

app = Celery(  # PGB103, PGB201
    "shop",
    broker="amqp://guest@rabbit//",
    backend="db+postgresql+psycopg://app@pgbouncer:6432/results?application_name=worker",
    database_engine_options={"echo": False, "pool_size": 3},
)
