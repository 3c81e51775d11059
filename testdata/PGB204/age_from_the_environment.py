# config: extend-select = ["PGB204"]
import os

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "CONN_MAX_AGE": int(os.environ["CONN_MAX_AGE"]),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
