# expect: modes = ["transaction"], unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
