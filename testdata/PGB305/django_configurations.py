# config: unsafe-fixes = true
# expect: constructible = false
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
