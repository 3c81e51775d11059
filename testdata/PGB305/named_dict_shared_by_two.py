# config: unsafe-fixes = true
_POOLED = {
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "shop",
    "HOST": "pgbouncer.internal",
    "PORT": "6432",
}

DATABASES = {
    "default": _POOLED,  # PGB305
    "reports": {**_POOLED, "NAME": "reports"},  # PGB305
}
