# config: unsafe-fixes = true
import os

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "shop",
        "HOST": "postgres",
        "PORT": "5432",
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
}

DATABASES["default"]["HOST"] = "pgbouncer"
DATABASES["default"]["PORT"] = "6432"
DATABASES["default"]["PASSWORD"] = os.environ["DB_PASSWORD"]
