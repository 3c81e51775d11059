import os

import dj_database_url

DATABASES = {
    "default": {  # PGB103, PGB305
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": os.environ["DB_USER"],
        "PASSWORD": os.environ["DB_PASSWORD"],
        "HOST": os.environ["DB_HOST"],
        "PORT": os.environ["DB_PORT"],
        "OPTIONS": {"prepare_threshold": 5},
    },
    "replica": dj_database_url.config(env="REPLICA_URL", conn_max_age=600),
}
