# config: unsafe-fixes = true
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}
