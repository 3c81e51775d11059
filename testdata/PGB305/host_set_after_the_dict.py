# config: unsafe-fixes = true
import os

DATABASES = {
    "default": {  # PGB305
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "postgres",
        "PORT": "5432",
    }
}

DATABASES["default"]["HOST"] = "pgbouncer"
DATABASES["default"]["PORT"] = "6432"
DATABASES["default"]["PASSWORD"] = os.environ["DB_PASSWORD"]
