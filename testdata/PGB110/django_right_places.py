# config: versions = {django = "5.2", psycopg = "3.2"}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "prepare_threshold": None,
            "server_side_binding": True,
            "pool": {"max_size": 4},
            "sslmode": "require",
            "options": "-c statement_timeout=5000",
            "isolation_level": 2,
        },
    },
    "mysql": {
        "ENGINE": "django.db.backends.mysql",
        "NAME": "shop",
        "HOST": "pgbouncer",
        "OPTIONS": {"DISABLE_SERVER_SIDE_CURSORS": True},
    },
}
