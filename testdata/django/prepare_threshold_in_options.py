# config: versions = {django = "5.2", psycopg = "3.2"}
# expect: drivers = ["psycopg", "psycopg"]
DATABASES = {
    "default": {  # PGB103
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": {"prepare_threshold": 5},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "zero": {  # PGB104
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": {"prepare_threshold": 0},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
