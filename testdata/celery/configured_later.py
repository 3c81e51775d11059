# expect: unresolved = 1
from celery import Celery

app = Celery("shop", backend="db+postgresql+psycopg://app@pgbouncer:6432/results")
app.conf.update(database_engine_options={"connect_args": {"prepare_threshold": None}})
