# config: unsafe-fixes = true
DATABASES = {
    "default": {  # PGB305
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "USER": "shop",
        "HOST": "pgbouncer.internal",
        "PORT": "6432",
    }
}
