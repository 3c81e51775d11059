# config: unsafe-fixes = true
_POOLED = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "shop",
    "HOST": "pgbouncer.internal",
    "PORT": "6432",
}

DATABASES = {
    "default": {**_POOLED, "DISABLE_SERVER_SIDE_CURSORS": True},
    "reports": {**_POOLED, "NAME": "reports", "DISABLE_SERVER_SIDE_CURSORS": True},
}
