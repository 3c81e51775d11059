# config: extend-select = ["PGB204"]
# config: unsafe-fixes = true
DATABASES = {
    "default": {  # PGB204
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "CONN_MAX_AGE": 600,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "for_ever": {  # PGB204
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "CONN_MAX_AGE": None,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
