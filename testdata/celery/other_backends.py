# expect: connections = 0
import os

from celery import Celery

one = Celery("shop", backend="redis://cache:6379/1")
two = Celery("shop", backend="rpc://")
three = Celery("shop", backend="db+sqlite:///results.sqlite")
four = Celery("shop", backend=os.environ.get("RESULT_BACKEND"))
five = Celery("postgresql://pgbouncer:6432/shop")
