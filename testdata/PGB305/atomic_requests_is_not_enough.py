# config: unsafe-fixes = true
DATABASES = {
    "default": {  # PGB305
        "ENGINE": "django.db.backends.postgresql",
        "HOST": "pgbouncer",
        "PORT": "6432",
        "NAME": "shop",
        "ATOMIC_REQUESTS": True
    }
}
