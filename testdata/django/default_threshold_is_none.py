# config: versions = {django = "5.2", psycopg = "3.2"}
# expect: drivers = ["psycopg"], modes = ["transaction"], unresolved = 0
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": {"server_side_binding": True},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
