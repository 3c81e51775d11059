# config: versions = {django = "5.2", psycopg = "3.2"}
# expect: drivers = ["psycopg"], modes = ["transaction"], unresolved = 1, constructible = false
from shop import options

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": options.of_database(),
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
