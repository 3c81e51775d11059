import os

DEBUG = False

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": os.environ.get("DB_USER", "shop"),
        "PASSWORD": os.environ.get("DB_PASSWORD", ""),
        "HOST": "localhost",
        "PORT": "5432",
    },
    "reports": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "reports",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
    },
}
