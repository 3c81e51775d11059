DATABASES = {
    "default": {  # PGB306
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"options": "-c statement_timeout=5000"},
    },
    "direct": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
        "OPTIONS": {"options": "-c statement_timeout=5000"},
    },
}
