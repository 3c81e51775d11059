# config: unsafe-fixes = true
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "a",
        "HOST": "pgbouncer",
        "PORT": 6432,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
