# expect: modes = ["transaction"], unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "NAME": "shop",
        "AUTOCOMMIT": False,
    },
}
