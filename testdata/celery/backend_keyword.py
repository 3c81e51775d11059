from celery import Celery

app = Celery(  # PGB103, PGB201
    "shop",
    broker="redis://cache:6379/0",
    backend="db+postgresql+psycopg://app@pgbouncer:6432/results",
)
