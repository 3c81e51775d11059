DATABASES = {
    "default": {  # PGB110, PGB110
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "db.internal",
        "OPTIONS": {"pgbouncer": True, "statement_cache_size": 0},
    },
}
