# config: unsafe-fixes = true
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer",  # pooler-lint: ignore[PGB305]
        "PORT": "6432",
        "NAME": "shop",
    },
    "other": {  # PGB305
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "NAME": "other",
    },
}
