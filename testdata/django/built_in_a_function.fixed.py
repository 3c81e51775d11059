# config: unsafe-fixes = true
# expect: connections = 2
import os


def postgres(name):
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "HOST": os.environ.get("DB_HOST", "pgbouncer"),
        "PORT": "6432",
        "USER": os.environ.get("DB_USER", "shop"),
        "PASSWORD": os.environ.get("DB_PASSWORD", ""),
    }


DATABASES = {
    "default": {**postgres("shop"), "DISABLE_SERVER_SIDE_CURSORS": True},
    "reports": {**postgres("reports"), "DISABLE_SERVER_SIDE_CURSORS": True},
}
