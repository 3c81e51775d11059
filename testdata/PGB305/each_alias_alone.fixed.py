# config: unsafe-fixes = true
# expect: connections = 3, modes = ["transaction", "?", "transaction"]
import os

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["DB_NAME"],
        "USER": os.environ["DB_USER"],
        "PASSWORD": os.environ["DB_PASSWORD"],
        "HOST": "pgbouncer",
        "PORT": "6432",
        "CONN_MAX_AGE": 0,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    # exports go to the database itself
    "export": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ["DB_NAME"],
        "HOST": "postgres",
        "PORT": "5432",
    },
    "legacy": {
        "ENGINE": "django.db.backends.mysql",
        "NAME": "legacy",
        "HOST": "pgbouncer",
        "PORT": "6432",
    },
    "replica": {
        "ENGINE": "django.contrib.gis.db.backends.postgis",
        "NAME": os.environ["DB_NAME"],
        "HOST": "pgbouncer-replica",
        "PORT": "6432",  # the same pooler, another database
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
