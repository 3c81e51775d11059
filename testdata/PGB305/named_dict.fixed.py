# config: unsafe-fixes = true
default_database = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "shop",
    "HOST": "pgbouncer.internal",
    "PORT": "6432",
    "DISABLE_SERVER_SIDE_CURSORS": True,
}

DATABASES = {"default": default_database}
