# config: extend-select = ["PGB204"]
DATABASES = {
    "default": {  # PGB204
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": {"pool": {"min_size": 2, "max_size": 8, "timeout": 10}},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
    "reports": {  # PGB204
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "reports",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "OPTIONS": {"pool": True},
        "DISABLE_SERVER_SIDE_CURSORS": True,
    },
}
