# expect: connections = 0
import os
from pathlib import Path

DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": Path("db.sqlite3")},
    "warehouse": {"ENGINE": "django_redshift_backend", "HOST": "pgbouncer", "PORT": "6432"},
}


class Inventory:
    DATABASES = {"default": {"host": "pgbouncer", "port": 6432}}


def databases():
    DATABASES = {"default": {"ENGINE": os.environ["ENGINE"], "HOST": "pgbouncer", "PORT": 6432}}
    return DATABASES
