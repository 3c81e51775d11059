# expect: unresolved = 2
from celery import Celery

by_object = Celery("shop", backend="db+postgresql+psycopg://app@pgbouncer:6432/results")
by_object.config_from_object("shop.celeryconfig")

by_attribute = Celery("shop", backend="db+postgresql+psycopg://app@pgbouncer:6432/results")
by_attribute.conf.database_engine_options = {"connect_args": {"prepare_threshold": None}}
