# config: unsafe-fixes = true
from configurations import Configuration


class Production(Configuration):
    DATABASES = {
        "default": {  # PGB305
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "shop",
            "HOST": "pgbouncer",
            "PORT": "6432",
        }
    }
