# config: endpoints = [{match = "pgbouncer:6432", mode = "transaction", tracks-statements = true}]
# config: unsafe-fixes = true
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "NAME": "shop",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
