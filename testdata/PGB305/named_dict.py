# config: unsafe-fixes = true
default_database = {  # PGB305
    "ENGINE": "django.db.backends.postgresql",
    "NAME": "shop",
    "HOST": "pgbouncer.internal",
    "PORT": "6432",
}

DATABASES = {"default": default_database}
