# config: versions = {django = "5.2", psycopg = "3.2"}
# config: endpoints = [{match = "pgbouncer.internal", mode = "transaction", tracks-statements = true}]
# expect: modes = ["transaction"], unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": {"prepare_threshold": 5},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
